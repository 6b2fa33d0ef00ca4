import { m } from '#lib/paraglide/messages.js';
import type { ProfileAnswer } from './profile-form.ts';

type Problem = ProfileAnswer['problem'];

/** The sentence for a problem of this field, or undefined. */
export function profileFieldMessage(
	problem: Problem | undefined,
	field: string,
): string | undefined {
	if (problem?.code === 'members.handle_taken' && field === 'handle')
		return m.profile_handle_taken();
	if (problem?.field !== field) return undefined;
	if (field === 'name') return m.profile_name_wrong();
	if (field === 'handle') return m.profile_handle_wrong();
	return m.profile_field_wrong();
}

/** The sentence for a problem that belongs to no field, or undefined. */
export function profileGeneralMessage(problem: Problem | undefined): string | undefined {
	if (!problem || problem.field || problem.code === 'members.handle_taken') return undefined;
	if (problem.code === 'members.changed_meanwhile') return m.profile_changed_meanwhile();
	if (problem.code === 'media.foreign_picture') return m.profile_picture_gone();
	return m.profile_failed();
}
