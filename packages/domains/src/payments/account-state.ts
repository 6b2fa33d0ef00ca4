import type { Stripe } from 'stripe';
import * as z from 'zod';
import type { AccountState, Due, DueThing } from './payments.schema.ts';

/** What is kept of what Stripe asks for. */
export const Requirements = z.object({
	due: z.array(z.string()).default([]),
	late: z.array(z.string()).default([]),
	problems: z.record(z.string(), z.string()).default({}),
	/** Seconds. */
	deadline: z.number().nullable().default(null),
});
export type Requirements = z.infer<typeof Requirements>;

const MOST = 60;

export function requirementsOf({ requirements }: Stripe.Account): Requirements {
	const { currently_due, past_due, errors, current_deadline } = requirements ?? {};
	const problems = (errors ?? []).slice(0, MOST).map((one) => [one.requirement, one.reason]);
	return {
		due: (currently_due ?? []).slice(0, MOST),
		late: (past_due ?? []).slice(0, MOST),
		problems: Object.fromEntries(problems) as Record<string, string>,
		deadline: current_deadline ?? null,
	};
}

/** Where an account stands, by what Stripe says of it. */
export function stateOf(account: Stripe.Account): AccountState {
	const { charges_enabled, payouts_enabled, details_submitted, requirements } = account;
	const { disabled_reason, currently_due, pending_verification } = requirements ?? {};
	if (disabled_reason?.startsWith('rejected.')) return 'rejected';
	if (!details_submitted) return 'onboarding';
	const isDue = (currently_due ?? []).length > 0;
	if (charges_enabled && isDue) return 'due';
	if (charges_enabled && payouts_enabled) return 'active';
	const isChecked =
		disabled_reason === 'requirements.pending_verification' || disabled_reason === 'under_review';
	if (!isDue && (isChecked || (pending_verification ?? []).length > 0)) return 'checking';
	return 'restricted';
}

/** By what a requirement ends or holds, first match first. */
const THINGS: readonly (readonly [RegExp, DueThing])[] = [
	[/^external_account/, 'bank_account'],
	[/tos_acceptance/, 'terms'],
	[/^business_type$/, 'business_kind'],
	[/mcc$/, 'industry'],
	[/business_profile\.url$/, 'website'],
	[/^business_profile|^settings\./, 'business_details'],
	[/tax_id|vat_id/, 'tax_number'],
	[/id_number|ssn_last_4/, 'identity_number'],
	[/document|proof_of_liveness/, 'document'],
	[/_provided$|^(owners|directors|executives)\b/, 'owners'],
	[/relationship|title$/, 'relationship'],
	[/\.dob\b|\.dob\./, 'birthday'],
	[/address/, 'address'],
	[/email|phone/, 'contact'],
	[/name/, 'name'],
	[/^company\.(structure|registration|export)/, 'business_details'],
];

const OWNER =
	/^(company|business)|^(individual|representative|person_|owners|directors|executives)/;

/** What is due in words that need no manual: each thing once, late ones first. */
export function dueOf({ due, late, problems }: Requirements): Due[] {
	const found = new Map<string, Due>();
	for (const name of [...late, ...due]) {
		const thing = THINGS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
		const owner = OWNER.exec(name);
		const of = owner === null ? null : owner[1] !== undefined ? 'business' : 'person';
		const key = `${thing} ${of}`;
		const known = found.get(key);
		const problem = known?.problem ?? problems[name] ?? null;
		found.set(key, { thing, of, problem, isLate: (known?.isLate ?? false) || late.includes(name) });
	}
	return [...found.values()];
}
