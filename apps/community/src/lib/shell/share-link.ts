import { m } from '#lib/paraglide/messages.js';
import { notify } from './notify.ts';

/** Hands a page's link to the system to share, or copies it; the link says that it was shared. */
export async function shareLink(title: string, path: string): Promise<void> {
	const link = new URL(path, location.origin);
	link.searchParams.set('utm_source', 'share');
	const touch = matchMedia('(pointer: coarse)').matches;
	if (touch && 'share' in navigator) return handOver({ title, url: link.href });
	try {
		await navigator.clipboard.writeText(link.href);
		await notify('success', m.post_share_copied());
	} catch {
		await notify('error', m.post_share_failed({ link: link.href }));
	}
}

/** Whoever closes the system's list has decided not to. */
async function handOver(share: ShareData): Promise<void> {
	await navigator.share(share).catch(() => {});
}
