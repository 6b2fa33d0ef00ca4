import type { CommunityContext } from '../context.ts';
import { designRows, lockLook } from './design.queries.ts';
import { SECTIONS } from './design.schema.ts';
import { keepDraft } from './keep-draft.ts';
import { changedSections, designOf } from './site.schema.ts';

/** Throws the tried design away, in every section, whoever tried it. */
export async function discardDraft(ctx: CommunityContext): Promise<void> {
	ctx.authorize('update', 'Community');
	await ctx.transaction(async (tx) => {
		await lockLook(tx.db).execute();
		const rows = await designRows(tx.db).forNoKeyUpdate().execute();
		const { published, draft, versions } = designOf(rows);
		const changed = changedSections(published, draft);
		const now = ctx.clock.now();
		for (const section of SECTIONS) {
			const value = published[section];
			if (versions[section] > 0)
				await keepDraft(tx, { section, basedOn: versions[section], value, now });
		}
		if (changed.length > 0)
			tx.audit({
				action: 'look.discarded',
				target: { kind: 'look', id: 'draft', label: ctx.community.name },
				before: { changed },
			});
		tx.touchCommunity();
	});
}
