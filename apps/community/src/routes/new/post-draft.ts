import * as z from 'zod';
import { DraftOptions } from '@kith/domains/drafts/schema';
import { clearDraft, readDraft, writeDraft } from '#lib/composer/draft.ts';
import { currentWriter } from '#lib/composer/writer.ts';

/** What stands around a new post's text. The id is the draft's for good: a retry of a lost answer publishes once. */
const PostDraft = z.object({
	...{ id: z.string(), title: z.string(), spaceId: z.string() },
	options: DraftOptions.nullable().catch(null),
});
export type PostDraft = z.infer<typeof PostDraft>;

const key = () => `${currentWriter()}.new-post.fields`;

/** The draft this device remembers for this writer, or null. */
export function readPostDraft(): PostDraft | null {
	return PostDraft.safeParse(readDraft(key())).data ?? null;
}

export function writePostDraft(draft: PostDraft): void {
	writeDraft(key(), draft);
}

export function clearPostDraft(): void {
	clearDraft(key());
}
