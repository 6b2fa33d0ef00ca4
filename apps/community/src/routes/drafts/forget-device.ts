import { clearDraft, clearDraftsFrom } from '#lib/composer/draft.ts';
import { currentWriter } from '#lib/composer/writer.ts';

/** Lets go of what this device holds of a draft, so that opening the form does not bring it back. */
export function forgetDevice(key: string): void {
	const [kind = '', id = ''] = key.split(':');
	const writer = currentWriter();
	const edited = /^(post|comment)-edit$/.exec(kind)?.[1];
	if (edited) return clearDraftsFrom(`${writer}.edit-${edited}-${id}-`);
	clearDraft(`${writer}.${kind === 'post' ? `new-post-${id}` : `${kind}-${id}-${writer}`}`);
}
