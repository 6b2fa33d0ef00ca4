import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { tsquery, wanted, type Search } from './search.queries.ts';

/** Only the newest hits are ranked: words that are everywhere would cost without end. */
const RANKED = 500;

const documents = (db: CommunityDb, ability: AppAbility) =>
	db
		.selectFrom('documents')
		.select(['documents.id', 'documents.title', 'documents.fileName', 'documents.description'])
		.select(['documents.spaceId', 'documents.updatedAt'])
		.where(accessible(ability, 'read', 'Document', 'documents'));

/** A page of documents that match by title, file name or description, best first, one more than asked for. */
export const documentsFound = (db: CommunityDb, search: Search) =>
	db
		.with('hits', (hits) =>
			documents(hits as unknown as CommunityDb, search.ability)
				.select('documents.search')
				.where(sql<SqlBool>`documents.search @@ ${wanted(search)}`)
				.$if(search.spaceId !== null, (query) =>
					query.where('documents.spaceId', '=', search.spaceId),
				)
				.$if(search.authorId !== null, (query) =>
					query.where('documents.authorId', '=', search.authorId),
				)
				.$if(search.after !== null, (query) =>
					query.where('documents.updatedAt', '>=', search.after),
				)
				.$if(search.before !== null, (query) =>
					query.where('documents.updatedAt', '<', search.before),
				)
				.orderBy('documents.updatedAt', 'desc')
				.limit(RANKED),
		)
		.selectFrom('hits')
		.select(['id', 'title', 'fileName', 'description', 'spaceId', 'updatedAt'])
		.orderBy(
			search.words === ''
				? sql`hits.updated_at`
				: sql`ts_rank_cd(hits.search, ${tsquery(search.words, search.configs)}, 33)`,
			'desc',
		)
		.orderBy('updatedAt', 'desc')
		.orderBy('id')
		.limit(search.limit + 1)
		.offset(search.offset);

/** Newest documents that hold all the words being typed, the last of them maybe only in part. */
export const documentsStarting = (db: CommunityDb, ability: AppAbility, words: string) =>
	documents(db, ability)
		.where(sql<SqlBool>`documents.search @@ to_tsquery('simple', ${words})`)
		.orderBy('documents.updatedAt', 'desc')
		.limit(4);
