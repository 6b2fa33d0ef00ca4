import { redirect } from '@sveltejs/kit';

/** Leads from an id, or the handle of an account that became somebody else's, to the same page of theirs; not for good, they may be called otherwise. */
export function toItsAddress(url: URL, asked: string, handle: string): void {
	if (asked.toLowerCase() === handle) return;
	const path = url.pathname.split('/');
	redirect(307, [...path.slice(0, 2), handle, ...path.slice(3)].join('/') + url.search);
}
