import type { FilterField } from '@kith/domains/fields/schema';
import type { ImportState, Problem, Target } from '@kith/domains/imports/schema';
import { m } from '#lib/paraglide/messages.js';

/** Why a row cannot be taken. */
export const PROBLEM_WORDS: Readonly<Record<Problem, () => string>> = {
	no_email: m.import_problem_no_email,
	bad_email: m.import_problem_bad_email,
	twice: m.import_problem_twice,
	bad_characters: m.import_problem_bad_characters,
	bad_date: m.import_problem_bad_date,
	bad_value: m.import_problem_bad_value,
	role_unknown: m.import_problem_role_unknown,
	role_above: m.import_problem_role_above,
	space_unknown: m.import_problem_space_unknown,
	tag_unknown: m.import_problem_tag_unknown,
	bad_label: m.import_problem_bad_label,
	above: m.import_problem_above,
	removed: m.import_problem_removed,
	banned: m.import_problem_banned,
	too_many_cells: m.import_problem_too_many_cells,
};

/** How far a list is. */
export const IMPORT_STATE_WORDS: Readonly<Record<ImportState, () => string>> = {
	draft: m.import_state_draft,
	checked: m.import_state_checked,
	running: m.import_state_running,
	done: m.import_state_done,
};

/** What a column can hold, as options of a select. */
export function targetOptions(fields: readonly Pick<FilterField, 'id' | 'label'>[]) {
	return [
		{ value: 'ignore', label: m.import_target_ignore() },
		{ value: 'email', label: m.import_target_email() },
		{ value: 'name', label: m.import_target_name() },
		{ value: 'bio', label: m.import_target_bio() },
		{ value: 'joined', label: m.import_target_joined() },
		{ value: 'roles', label: m.import_target_roles() },
		{ value: 'spaces', label: m.import_target_spaces() },
		{ value: 'tags', label: m.import_target_tags() },
		{ value: 'labels', label: m.import_target_labels() },
		...fields.map(({ id, label }) => ({ value: `field:${id}` as Target, label })),
	];
}
