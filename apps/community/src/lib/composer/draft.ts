/** What the names of drafts begin with on a device. */
export const PREFIX = 'kith.draft.';

/** What this device remembers under `key`, or null; whoever reads it checks its shape. */
export function readDraft(key: string): unknown {
	try {
		const text = localStorage.getItem(PREFIX + key);
		return text === null ? null : JSON.parse(text);
	} catch {
		return null;
	}
}

/** Remembers `value` on this device. Returns false where the browser keeps nothing (full, or private). */
export function writeDraft(key: string, value: unknown): boolean {
	try {
		localStorage.setItem(PREFIX + key, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

/** Forgets a draft; fine to call without one. */
export function clearDraft(key: string): void {
	try {
		localStorage.removeItem(PREFIX + key);
	} catch {
		// A browser that keeps nothing has nothing to forget.
	}
}
