import { m } from '#lib/paraglide/messages.js';
import { fileSize } from './file-size.ts';

type Refusal = { code: string; retryAfterSeconds: number; limitBytes?: number };

/** What went wrong with an upload and what to do, in the page's language. */
export function uploadMessage({ code, retryAfterSeconds, limitBytes = 0 }: Refusal): string {
	const limit = fileSize(limitBytes);
	if (code === 'media.too_large' && limitBytes > 0) return m.media_file_too_large({ limit });
	if (code === 'media.member_full') return m.media_member_full({ limit });
	if (code === 'media.community_full') return m.media_community_full({ limit });
	if (code === 'media.too_many_at_once') return m.media_too_many_at_once();
	if (code === 'media.picture_refused') return m.media_picture_refused();
	if (code === 'media.too_large' || code === 'images.too_large') return m.media_too_large();
	if (code.startsWith('images.')) return m.media_not_an_image();
	if (code === 'limits.too_many')
		return m.media_too_many({ minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) });
	if (code === 'identity.sign_in_needed') return m.composer_failed_signed_out();
	return m.media_failed();
}
