import { PostKind } from '@kith/domains/posts/schema';
import { clearDraft, readDraft, writeDraft } from '#lib/composer/draft.ts';
import { currentWriter } from '#lib/composer/writer.ts';

/** What stands around a new post's text. The id is the draft's for good: a retry of a lost answer publishes once. */
export type PostDraft = {
	id: string;
	title: string;
	spaceId: string;
	tags?: string[];
	kind?: PostKind;
};

const key = () => `${currentWriter()}.new-post.fields`;

/** The draft this device remembers for this writer, or null. */
export function readPostDraft(): PostDraft | null {
	const value = readDraft(key());
	if (typeof value !== 'object' || value === null) return null;
	const { id, title, spaceId, tags, kind } = value as Partial<Record<keyof PostDraft, unknown>>;
	if (typeof id !== 'string' || typeof title !== 'string' || typeof spaceId !== 'string')
		return null;
	const names = Array.isArray(tags) ? tags.filter((one) => typeof one === 'string') : [];
	return { id, title, spaceId, tags: names, kind: PostKind.catch('discussion').parse(kind) };
}

export function writePostDraft(draft: PostDraft): void {
	writeDraft(key(), draft);
}

export function clearPostDraft(): void {
	clearDraft(key());
}
