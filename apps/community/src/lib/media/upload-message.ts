import { m } from '#lib/paraglide/messages.js';
import type { UploadOutcome } from './upload-picture.ts';

/** What went wrong with an upload and what to do, in the page's language. */
export function uploadMessage({
	code,
	retryAfterSeconds,
}: Extract<UploadOutcome, { ok: false }>): string {
	if (code === 'media.too_large' || code === 'images.too_large') return m.media_too_large();
	if (code.startsWith('images.')) return m.media_not_an_image();
	if (code === 'limits.too_many')
		return m.media_too_many({ minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) });
	if (code === 'identity.sign_in_needed') return m.composer_failed_signed_out();
	return m.media_failed();
}
