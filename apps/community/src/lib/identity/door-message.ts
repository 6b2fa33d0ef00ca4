import { m } from '#lib/paraglide/messages.js';
import type { DoorProblem } from './door.ts';

const MESSAGES: Readonly<Record<string, () => string>> = {
	'email.invalid': m.door_bad_email,
	'name.missing': m.door_name_missing,
	'code.invalid': m.door_code_incomplete,
	'identity.bad_code': m.door_bad_code,
	'identity.own_address': m.address_own,
	'identity.bad_password': m.door_bad_password,
	'factors.bad_code': m.door_bad_factor,
};

/** Problems of a whole form that have words of their own. */
const GENERAL: Readonly<Record<string, () => string>> = {
	'identity.bad_passkey': m.door_bad_passkey,
	'identity.step_over': m.door_step_over,
	'identity.proof_needed': m.door_proof_needed,
	'identity.method_off': m.door_method_off,
};

/** The sentence for a problem of this field, or undefined when the problem is another's. */
export function fieldMessage(
	problem: DoorProblem | null | undefined,
	...codes: readonly string[]
): string | undefined {
	if (!problem || !codes.includes(problem.code)) return undefined;
	return MESSAGES[problem.code]?.();
}

/** The sentence for a problem that belongs to no field, or undefined when there is none. */
export function generalMessage(problem: DoorProblem | null | undefined): string | undefined {
	if (!problem || problem.code in MESSAGES) return undefined;
	if (problem.code === 'limits.too_many') return m.door_too_many({ minutes: problem.minutes });
	return (GENERAL[problem.code] ?? m.door_failed)();
}
