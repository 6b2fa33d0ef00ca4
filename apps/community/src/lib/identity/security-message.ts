import { m } from '#lib/paraglide/messages.js';

type Answer = { code: string | null; minutes: number } | null | undefined;

const MESSAGES: Readonly<Record<string, () => string>> = {
	'identity.session_not_found': m.security_session_gone,
	'identity.bad_code': m.door_bad_code,
	'identity.bad_passkey': m.door_bad_passkey,
	'factors.bad_code': m.security_app_wrong,
	'factors.bad_passkey': m.passkey_failed,
	'factors.passkey_known': m.passkey_known,
	'factors.passkey_not_found': m.passkey_gone,
	'factors.too_many_passkeys': m.passkey_too_many,
	'factors.app_not_found': m.security_changed,
	'factors.app_is_on': m.security_changed,
	'factors.setup_not_found': m.security_changed,
	'factors.none': m.security_changed,
	'input.invalid': m.passkey_name_missing,
};

/** Why a change to how one signs in did not happen; undefined when it did. */
export function securityMessage(answer: Answer): string | undefined {
	if (!answer?.code) return undefined;
	if (answer.code === 'limits.too_many') return m.door_too_many({ minutes: answer.minutes });
	return (MESSAGES[answer.code] ?? m.door_failed)();
}
