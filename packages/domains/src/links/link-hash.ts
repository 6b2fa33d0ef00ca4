import { createHash } from 'node:crypto';

/** What a page is kept under: addresses are too long for a key. */
export function linkHash(url: string): string {
	return createHash('sha256').update(url).digest('hex');
}
