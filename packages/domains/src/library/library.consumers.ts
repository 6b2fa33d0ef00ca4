import type { Consumer } from '../domain.ts';
import { departureOf, DEPARTURES } from '../members/index.ts';
import { documentsBy, forgetDownloadsOf } from './documents.queries.ts';
import { dropDocuments } from './purge-documents.ts';
import { rewordDocuments } from './reword-documents.ts';
import { deleteVersionsOf, emptyOf, fallBack } from './versions.queries.ts';

const BATCH = 100;

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
				await dropDocuments(
					db,
					rows.map(({ id }) => id),
				);
				return rows.length;
			});
		await ctx.transaction(async ({ db }) => {
			const changed = await deleteVersionsOf(db, memberId).execute();
			const ids = [...new Set(changed.map(({ documentId }) => documentId))];
			if (ids.length === 0) return;
			await fallBack(db, ids).execute();
			await rewordDocuments(db, ctx.community.locale, ids);
			const empty = await emptyOf(db, ids).execute();
			await dropDocuments(
				db,
				empty.map(({ id }) => id),
			);
		});
	},
};

export const libraryConsumers = { 'forget-documents': forgetDocuments } as const;
