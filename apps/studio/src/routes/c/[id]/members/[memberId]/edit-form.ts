import { failureOf } from '@kith/client/failure';
import type { EditedField, EditedProfile, EditMember } from '@kith/domains/members/edited';
import { textOfFailure } from '#lib/studio/failure-text.ts';
import { m } from '#lib/paraglide/messages.js';

/** What is typed into the form of a member's profile; `fields` by their ids. */
export type Typed = {
	name: string;
	handle: string;
	bio: string;
	removesAvatar: boolean;
	fields: Record<string, readonly string[]>;
};

/** What was refused: below the field it is about, or above all of them. */
export type Refusal = { general?: string; isOvertaken?: boolean; fields: Record<string, string> };

export const NOTHING_REFUSED: Refusal = { fields: {} };

/** The form as it opens. */
export function typedFrom({ name, handle, bio, fields }: EditedProfile): Typed {
	const values = fields.map(({ fieldId, values: told }) => [fieldId, [...told]] as const);
	return { name, handle, bio, removesAvatar: false, fields: Object.fromEntries(values) };
}

/** What is sent: of the fields those that differ from what the form began with, so that nothing else is touched. */
export function changeOf(profile: EditedProfile, { fields, ...typed }: Typed): EditMember {
	const wanted = (field: EditedField) => fields[field.fieldId] ?? [];
	const changed = profile.fields.filter((field) => {
		const [before, after] = [field.values.join('\n'), wanted(field).join('\n')];
		return before !== after;
	});
	return {
		...{ memberId: profile.id, version: profile.version, ...typed },
		fields: changed.map((field) => ({ fieldId: field.fieldId, values: [...wanted(field)] })),
	};
}

const OF_FIELDS: Readonly<Record<string, () => string>> = {
	'fields.required': m.members_edit_problem_required,
	'fields.too_long': m.members_edit_problem_long,
	'fields.bad_option': m.members_edit_problem_option,
	'fields.one_value': m.members_edit_problem_option,
	'fields.bad_date': m.members_edit_problem_date,
	'fields.bad_address': m.members_edit_problem_address,
};
const OF_INPUT: Readonly<Record<string, () => string>> = {
	...{ name: m.members_edit_problem_name, handle: m.members_edit_problem_handle },
	bio: m.members_edit_problem_long,
};

/** A refusal by the field that it is about. */
export function refusalOf(error: unknown, { fields }: EditedProfile): Refusal {
	const { code, details, fields: wrong } = failureOf(error);
	if (code === 'members.changed_meanwhile') return { isOvertaken: true, fields: {} };
	if (code === 'members.handle_taken')
		return { fields: { handle: m.members_edit_problem_taken() } };
	const text = OF_FIELDS[code];
	const known = fields.find(({ fieldId }) => fieldId === details['fieldId']);
	if (text && known) return { fields: { [known.fieldId]: text() } };
	if (code.startsWith('fields.')) return { general: m.members_edit_problem_fields(), fields: {} };
	const told = Object.keys(wrong).flatMap((name) => {
		const words = OF_INPUT[name];
		return words ? [[name, words()] as const] : [];
	});
	if (told.length > 0) return { fields: Object.fromEntries(told) };
	return { general: textOfFailure(error), fields: {} };
}
