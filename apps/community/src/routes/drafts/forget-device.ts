import { clearDraft, PREFIX } from '#lib/composer/draft.ts';
import { currentWriter } from '#lib/composer/writer.ts';

/** Lets go of what this device holds of a draft, so that opening the form does not bring it back. */
export function forgetDevice(key: string): void {
	const [kind = '', id = ''] = key.split(':');
	const writer = currentWriter();
	const edited = /^(post|comment)-edit$/.exec(kind)?.[1];
	// Whichever version it began from.
	if (edited) return clearFrom(`${writer}.edit-${edited}-${id}-`);
	clearDraft(`${writer}.${kind === 'post' ? `new-post-${id}` : `${kind}-${id}-${writer}`}`);
}

function clearFrom(start: string): void {
	try {
		for (const key of Object.keys(localStorage))
			if (key.startsWith(PREFIX + start)) clearDraft(key.slice(PREFIX.length));
	} catch {
		// A browser that keeps nothing has nothing to forget.
	}
}
