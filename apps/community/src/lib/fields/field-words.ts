import type { FieldFile, FieldVisibility } from '@kith/domains/fields/schema';
import { m } from '#lib/paraglide/messages.js';

/** Who sees what is filled in, in a word. */
export const SEEN_BY: Readonly<Record<FieldVisibility, () => string>> = {
	public: m.fields_seen_public,
	members: m.fields_seen_members,
	staff: m.fields_seen_staff,
	self: m.fields_seen_self,
};

/** Which files a field takes, in a word, and as choosers of files are told it. */
export const FILE_WORDS: Readonly<Record<FieldFile, () => string>> = {
	picture: m.fields_file_picture,
	pdf: m.fields_file_pdf,
	audio: m.fields_file_audio,
	video: m.fields_file_video,
	other: m.fields_file_any,
};
export const ACCEPTED: Readonly<Record<FieldFile, string>> = {
	picture: 'image/*',
	pdf: 'application/pdf',
	audio: 'audio/*',
	video: 'video/*',
	other: '*/*',
};

const PROBLEMS: Readonly<Record<string, () => string>> = {
	'fields.required': m.fields_problem_required,
	'fields.too_long': m.fields_problem_long,
	'fields.bad_option': m.fields_problem_option,
	'fields.one_value': m.fields_problem_option,
	'fields.bad_date': m.fields_problem_date,
	'fields.bad_file': m.fields_problem_file,
	'fields.bad_address': m.fields_problem_address,
};

/** The sentence for what is wrong with this field, or undefined. */
export function fieldProblem(
	problem: { code: string; field: string | null } | null | undefined,
	fieldId: string,
): string | undefined {
	return problem?.field === fieldId ? PROBLEMS[problem.code]?.() : undefined;
}
