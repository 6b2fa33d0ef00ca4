import { failureOf } from '@kith/client/failure';
import { m } from '#lib/paraglide/messages.js';

const MESSAGES: Readonly<Record<string, () => string>> = {
	network: m.composer_failed_offline,
	'identity.sign_in_needed': m.composer_failed_signed_out,
	'permissions.denied': m.composer_failed_denied,
	'input.invalid': m.composer_failed_invalid,
	'posts.empty': m.composer_empty,
	'comments.empty': m.composer_empty,
	'posts.not_found': m.composer_failed_gone,
	'comments.not_found': m.composer_failed_gone,
	'spaces.not_found': m.composer_failed_space,
	'posts.foreign_picture': m.composer_failed_picture,
	'posts.changed_meanwhile': m.composer_failed_conflict,
	'comments.changed_meanwhile': m.composer_failed_conflict,
};

/** Why a text could not be sent and what to do, in the page's language. The text itself is always kept. */
export function failureMessage(error: unknown): string {
	const { code, details } = failureOf(error);
	if (code === 'limits.too_many') {
		const seconds = Number(details['retryAfterSeconds'] ?? 60);
		return m.composer_failed_too_many({ minutes: Math.max(1, Math.ceil(seconds / 60)) });
	}
	return (MESSAGES[code] ?? m.composer_failed)();
}
