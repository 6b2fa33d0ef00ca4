import { m } from '#lib/paraglide/messages.js';

const WORDS: Readonly<Record<string, () => string>> = {
	'identity.bad_code': m.problem_bad_code,
	'identity.bad_password': m.problem_bad_password,
	'identity.bad_passkey': m.problem_bad_passkey,
	'identity.step_over': m.problem_step_over,
	'factors.bad_code': m.problem_bad_factor,
	'permissions.second_factor_needed': m.problem_second_factor,
	'identity.sign_in_needed': m.problem_sign_in_needed,
	'limits.too_many': m.problem_too_many,
	'organizations.invitation_not_found': m.problem_staff_gone,
	'organizations.invitation_used': m.staff_invitation_gone_body,
	'organizations.last_owner': m.problem_staff_last_owner,
	'organizations.not_oneself': m.problem_staff_not_oneself,
	'organizations.other_address': m.problem_staff_other_address,
	'organizations.role_above_own': m.problem_staff_above_own,
	'organizations.staff_already': m.problem_staff_already,
	'organizations.staff_not_found': m.problem_staff_gone,
	'organizations.too_many_staff': m.problem_staff_full,
	'permissions.denied': m.problem_denied,
	'slug.taken': m.problem_slug_taken,
	'slug.reserved': m.problem_slug_reserved,
	'slug.confusable': m.problem_slug_confusable,
	'slug.retired': m.problem_slug_retired,
	'slug.too_short': m.problem_slug_too_short,
	'slug.too_long': m.problem_slug_too_long,
	'slug.bad_characters': m.problem_slug_bad_characters,
	'signups.done': m.problem_signup_done,
	'signups.no_community': m.problem_signup_no_community,
	'signups.not_found': m.problem_signup_not_found,
	'signups.unknown_template': m.problem_unknown_template,
	'communities.not_found': m.problem_community_not_found,
	'media.too_large': m.problem_picture_too_large,
	'images.not_an_image': m.problem_picture_unreadable,
	'images.too_large': m.problem_picture_too_large,
	'images.too_many_pixels': m.problem_picture_too_large,
	'uploads.too_large': m.problem_picture_too_large,
	'input.invalid': m.problem_input,
	network: m.problem_network,
};

/** What a failure's stable code means, and what to do about it, in the reader's language. */
export function problem(code: string): string {
	return (WORDS[code] ?? m.problem_unknown)();
}
