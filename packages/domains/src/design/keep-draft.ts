import { ConflictError } from '@kith/kernel/errors';
import type { CommunityTransaction } from '../context.ts';
import { insertDraft, replaceDraft } from './design.queries.ts';
import type { Section } from './design.schema.ts';

type Kept = { section: Section; basedOn: number; value: unknown; now: Date };

/**
 * Keeps a section's draft upon the version that it was written on, in the caller's transaction; 0 stands for none.
 * Throws `design.draft_changed` when somebody else kept one since.
 */
// authorize: the verbs that keep drafts have asked.
export async function keepDraft(
	tx: CommunityTransaction,
	{ basedOn, ...draft }: Kept,
): Promise<number> {
	const query = basedOn === 0 ? insertDraft(tx.db, draft) : replaceDraft(tx.db, basedOn, draft);
	const row = await query.executeTakeFirst();
	if (!row) throw new ConflictError('design.draft_changed', { section: draft.section });
	return row.version;
}
