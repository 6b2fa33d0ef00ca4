import type { FieldVisibility } from '@kith/domains/fields/schema';
import { m } from '#lib/paraglide/messages.js';

/** Who sees what is filled in, in a word. */
export const SEEN_BY: Readonly<Record<FieldVisibility, () => string>> = {
	public: m.fields_seen_public,
	members: m.fields_seen_members,
	staff: m.fields_seen_staff,
	self: m.fields_seen_self,
};

const PROBLEMS: Readonly<Record<string, () => string>> = {
	'fields.required': m.fields_problem_required,
	'fields.too_long': m.fields_problem_long,
	'fields.bad_option': m.fields_problem_option,
	'fields.one_value': m.fields_problem_option,
	'fields.bad_date': m.fields_problem_date,
	'fields.bad_address': m.fields_problem_address,
};

/** The sentence for what is wrong with this field, or undefined. */
export function fieldProblem(
	problem: { code: string; field: string | null } | null | undefined,
	fieldId: string,
): string | undefined {
	return problem?.field === fieldId ? PROBLEMS[problem.code]?.() : undefined;
}
