import { failureOf } from '@kith/client/failure';
import { problem } from '#lib/shell/problem.ts';
import { m } from '#lib/paraglide/messages.js';

const TEXTS: Readonly<Record<string, () => string>> = {
	'pages.bad_cursor': m.studio_fail_stale_list,
	'design.draft_changed': m.studio_fail_draft_changed,
	'design.nothing_changed': m.studio_fail_design_nothing,
	'design.version_not_found': m.studio_fail_design_version,
	'approval.already_handled': m.approval_already_team,
	'approval.changed_meanwhile': m.approval_changed,
	'approval.not_found': m.approval_gone,
	'comments.post_closed': m.approval_closed,
	'comments.parent_gone': m.approval_gone,
	'posts.not_found': m.approval_gone,
	'fields.not_found': m.studio_fail_field_gone,
	'fields.changed_meanwhile': m.studio_fail_field_changed,
	'fields.too_many': m.studio_fail_fields_full,
	'fields.same_options': m.studio_fail_field_options,
	'fields.no_options': m.fields_options_missing,
	'fields.not_filterable': m.fields_filterable_not,
	'guidelines.changed_meanwhile': m.studio_overtaken_body,
	'members.not_found': m.studio_fail_member_gone,
	'members.owner_stays': m.studio_fail_owner_stays,
	'members.not_oneself': m.studio_fail_not_oneself,
	'members.above_you': m.studio_fail_above_you,
	'members.role_above_own': m.studio_fail_role_above_own,
	'members.last_owner': m.studio_fail_last_owner,
	'members.not_pending': m.studio_fail_not_pending,
	'members.invited_meanwhile': m.studio_fail_invited_meanwhile,
	'members.invitation_not_found': m.studio_fail_invitation_gone,
	'notes.not_found': m.studio_fail_note_gone,
	'notes.too_many': m.studio_fail_notes_full,
	'restrictions.not_a_member': m.studio_fail_not_a_member,
	'restrictions.nobody_behind': m.studio_fail_member_gone,
	'restrictions.not_found': m.studio_fail_member_gone,
	'batches.too_late': m.studio_fail_too_late,
	'batches.members_not_found': m.members_bulk_nobody,
	'roster.name_taken': m.studio_fail_segment_taken,
	'roster.too_many': m.studio_fail_segments_full,
	'imports.empty': m.studio_fail_import_empty,
	'imports.not_a_list': m.studio_fail_import_format,
	'imports.too_wide': m.studio_fail_import_large,
	'imports.too_long': m.studio_fail_import_large,
	'input.too_large': m.studio_fail_import_large,
	'imports.no_email_column': m.studio_fail_import_email,
	'imports.same_target': m.studio_fail_import_target,
	'imports.not_found': m.studio_fail_import_gone,
	'onboarding.changed_meanwhile': m.studio_overtaken_body,
	'onboarding.field_missing': m.onboarding_field_missing,
	'onboarding.field_twice': m.onboarding_field_twice,
	'onboarding.no_answers': m.onboarding_answers_missing,
	'roles.above_you': m.fail_roles_above,
	'roles.beyond_own': m.fail_roles_beyond,
	'roles.built_in': m.fail_roles_built_in,
	'roles.changed_meanwhile': m.fail_roles_changed,
	'roles.dangerous_for_everyone': m.fail_roles_everyone,
	'roles.everybodys': m.fail_roles_everybodys,
	'roles.locks_you_out': m.fail_roles_locked_out,
	'roles.name_taken': m.fail_roles_name,
	'roles.not_for_visitors': m.fail_roles_visitors,
	'roles.not_in_spaces': m.fail_roles_spaces,
	'roles.opened_by_visibility': m.fail_roles_visibility,
	'roles.owner_has_all': m.fail_roles_owner,
	'roles.second_factor_needed': m.fail_roles_strict,
	'roles.too_many': m.fail_roles_many,
	'roles.wrong_scope': m.fail_roles_scope,
	'roles.not_found': m.studio_fail_role_gone,
	'saml.bad_metadata': m.sso_bad_metadata,
	'spaces.not_found': m.studio_fail_space_gone,
	'spaces.slug_taken': m.studio_fail_space_slug_taken,
	'spaces.changed_meanwhile': m.studio_fail_space_changed,
	'spaces.group_not_found': m.studio_fail_group_gone,
	'sso.bad_certificate': m.sso_bad_certificate,
	'sso.bad_key': m.sso_bad_key,
	'sso.changed_meanwhile': m.studio_overtaken_body,
	'sso.insecure_address': m.sso_insecure_address,
	'sso.not_found': m.sso_gone,
	'sso.rule_of_nothing': m.sso_rule_of_nothing,
	'sso.secret_missing': m.sso_secret_missing,
	'sso.short_secret': m.sso_short_secret,
	'sso.too_many': m.sso_too_many,
	'tags.not_found': m.studio_fail_tag_gone,
	'tags.group_not_found': m.studio_fail_tag_group_gone,
	'tags.changed_meanwhile': m.studio_fail_tag_changed,
	'tags.name_taken': m.studio_fail_tag_name_taken,
	'tags.synonym_of_itself': m.studio_fail_tag_synonym,
	'tags.too_many': m.studio_fail_tags_full,
	'tags.too_many_groups': m.studio_fail_tags_full,
};

/** What a stable error code means to the person at the screen, and what to do about it. */
export function textOfCode(code: string): string {
	const text = TEXTS[code];
	return text ? text() : problem(code);
}

/** The same for a failed call of the browser's client. */
export function textOfFailure(error: unknown): string {
	const { code, details } = failureOf(error);
	const { by } = details;
	if (code === 'approval.already_handled' && typeof by === 'string' && by !== '')
		return m.approval_already({ name: by });
	return textOfCode(code);
}
