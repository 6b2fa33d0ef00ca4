/** What was typed, upon which version of what is saved; the text is that version as it was then. */
export type Kept = { basedOn: number; base: string; value: unknown };

/** What an earlier look at the page left behind in this tab; null where it was sent, discarded or never typed. */
export function readKept(key: string): Kept | null {
	try {
		const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
		if (typeof kept !== 'object' || kept === null) return null;
		if (!('basedOn' in kept) || !('base' in kept) || !('value' in kept)) return null;
		const { basedOn, base, value } = kept;
		if (typeof basedOn !== 'number' || typeof base !== 'string') return null;
		return { basedOn, base, value };
	} catch {
		return null;
	}
}

/** Leaves what was typed behind in this tab; a browser that keeps nothing goes without. */
export function writeKept(key: string, kept: Kept | null): void {
	try {
		if (kept) sessionStorage.setItem(key, JSON.stringify(kept));
		else sessionStorage.removeItem(key);
	} catch {
		// Full, or not allowed: the page goes on, a reload starts anew.
	}
}
