import { MOST_RECENT } from '@kith/domains/organizations/schema';

const KEY = 'kith:recent-communities';

/** The communities that were open on this device last, newest first; none where the device keeps nothing. */
export function recentCommunities(): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
		const ids = Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
		return ids.filter((id) => /^[0-9a-z]{1,12}$/.test(id)).slice(0, MOST_RECENT);
	} catch {
		return [];
	}
}

/** Remembers that a community is open. */
export function rememberCommunity(id: string): void {
	const ids = [id, ...recentCommunities().filter((other) => other !== id)];
	try {
		localStorage.setItem(KEY, JSON.stringify(ids.slice(0, MOST_RECENT)));
	} catch {
		// A device that keeps nothing lists them by name.
	}
}
