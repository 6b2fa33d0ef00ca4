import type { CommunityContext } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { departureOf, DEPARTURES } from '../members/index.ts';
import { documentsMarked } from '../tags/index.ts';
import { documentsBy, forgetDownloadsOf } from './documents.queries.ts';
import { dropDocuments } from './purge-documents.ts';
import { rewordDocuments } from './reword-documents.ts';
import { deleteVersionsOf, emptyOf, fallBack } from './versions.queries.ts';

const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** What somebody took is forgotten, the counts stay; what they added goes when they asked for that. */
const forgetDocuments: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		const { memberId, contributions } = departureOf(event);
		await forgetDownloadsOf(ctx.db, memberId).execute();
		if (contributions !== 'delete') return;
		for (let dropped = BATCH; dropped === BATCH;)
			dropped = await ctx.transaction(async ({ db }) => {
				const rows = await documentsBy(db, memberId, BATCH).execute();
				await dropDocuments(db, rows);
				return rows.length;
			});
		await ctx.transaction(async ({ db }) => {
			const changed = await deleteVersionsOf(db, memberId).execute();
			const ids = [...new Set(changed.map(({ documentId }) => documentId))];
			if (ids.length === 0) return;
			await fallBack(db, ids).execute();
			await rewordDocuments(db, ctx.community.locale, ids);
			const empty = await emptyOf(db, ids).execute();
			await dropDocuments(db, empty);
		});
	},
};

/**
 * Documents are found by what their tags are called: another name, or none any more, changes their words. After a merge
 * those that had the other tag before have more names as well.
 */
const rewordTagged: Consumer = {
	on: ['tags.changed', 'tags.merged', 'tags.deleted'],
	async handle(ctx, { payload: { tagId, intoTagId } }) {
		for (const id of [tagId, intoTagId]) if (typeof id === 'string') await rewordAll(ctx, id);
	},
};

async function rewordAll(ctx: CommunityContext, tagId: string): Promise<void> {
	let after = FIRST;
	for (let count = BATCH; count === BATCH;)
		count = await ctx.transaction(async ({ db }) => {
			const rows = await documentsMarked(db, tagId, after, BATCH).execute();
			const ids = rows.map(({ id }) => id);
			if (ids.length > 0) await rewordDocuments(db, ctx.community.locale, ids);
			after = ids.at(-1) ?? after;
			return ids.length;
		});
}

export const libraryConsumers = {
	'forget-documents': forgetDocuments,
	'reword-tagged-documents': rewordTagged,
} as const;
