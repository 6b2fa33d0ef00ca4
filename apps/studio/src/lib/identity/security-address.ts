import { localPath } from '#lib/shell/local-path.ts';

const SECURITY = '/account/security';

/** Where somebody wanted to go who was led here for a second factor; null for nowhere. */
export const nextOf = ({ searchParams }: URL): string | null =>
	localPath(searchParams.get('next'), '') || null;

/** Where a second factor is set up, and the way leads on to `next` afterwards; `part` is a page of it. */
export function securityAddress(next: string | null, part: '' | '/app' = ''): string {
	return SECURITY + part + (next ? `?next=${encodeURIComponent(next)}` : '');
}

/** Where a second factor is shown again, or set up by who has none, and the way leads on to `next`. */
export function factorAddress(next: string): string {
	return `${SECURITY}/second-factor?next=${encodeURIComponent(next)}`;
}

/** Where one proves once more who one is, and comes back from. */
export function confirmAddress(next: string): string {
	return `${SECURITY}/confirm?next=${encodeURIComponent(next)}`;
}
