import { failureOf } from '@kith/client/failure';
import { m } from '#lib/paraglide/messages.js';
import { tagFailure } from '#lib/tags/tag-failure.ts';
import { failureText } from '#lib/shell/failure-text.ts';

/** Thrown by a page that will not send the text yet: its message is what the writer reads. */
export class Refusal extends Error {
	override name = 'Refusal';
}

/** Why a text could not be sent and what to do, in the page's language. The text itself is always kept. */
export function failureMessage(error: unknown): string {
	if (error instanceof Refusal) return error.message;
	const failure = failureOf(error);
	if (failure.code === 'spaces.not_found') return m.composer_failed_space();
	if (failure.code !== 'limits.too_many') return tagFailure(failure) ?? failureText(failure);
	const seconds = Number(failure.details['retryAfterSeconds'] ?? 60);
	return m.composer_failed_too_many({ minutes: Math.max(1, Math.ceil(seconds / 60)) });
}
