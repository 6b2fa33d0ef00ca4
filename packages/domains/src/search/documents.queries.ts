import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { documentTagsColumn, hasTagMarks } from '../tags/index.ts';
import { hasWords, tsquery, wanted, type Search } from './search.queries.ts';

/** Only the newest hits are ranked: words that are everywhere would cost without end. */
const RANKED = 500;

const documents = (db: CommunityDb, ability: AppAbility) =>
	db
		.selectFrom('documents')
		.select(['documents.id', 'documents.title', 'documents.fileName', 'documents.description'])
		.select(['documents.spaceId', 'documents.updatedAt', 'documents.tagIds'])
		.where(accessible(ability, 'read', 'Document', 'documents'));

/** A page of documents that match by title, file name, tag, description or text, best first, one more than asked for. */
export const documentsFound = (db: CommunityDb, search: Search) =>
	db
		.with('hits', (hits) =>
			documents(hits as unknown as CommunityDb, search.ability)
				.select(['documents.search', 'documents.number'])
				.$if(hasWords(search), (query) =>
					query.where(sql<SqlBool>`documents.search @@ ${wanted(search)}`),
				)
				.$if(search.tagIds.length > 0, (query) => query.where(hasTagMarks(search.tagIds)))
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
		.select(documentTagsColumn(db, 'hits').as('tags'))
		.select((eb) =>
			eb
				.selectFrom('documentVersions')
				.select('documentVersions.fileId')
				.whereRef('documentVersions.documentId', '=', 'hits.id')
				.whereRef('documentVersions.number', '=', 'hits.number')
				.as('fileId'),
		)
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

/** Only the newest titles are compared with a misspelled one: no index knows how they are spelled. */
const COMPARED = 2000;

/** Documents with a word in their title that is spelled like one of these, closest to all of them first. */
export const documentsLike = (db: CommunityDb, ability: AppAbility, words: readonly string[]) =>
	db
		.selectFrom(documents(db, ability).orderBy('documents.id', 'desc').limit(COMPARED).as('recent'))
		.selectAll()
		.select(documentTagsColumn(db, 'recent').as('tags'))
		.where((eb) => eb.or(words.map((word) => sql<SqlBool>`lower(recent.title) %> ${word}`)))
		.orderBy(sql`lower(recent.title) <->> ${words.join(' ')}`)
		.orderBy('recent.id')
		.limit(5);

/** Newest documents whose title, file name or description holds all the words being typed, the last of them maybe in part. */
export const documentsStarting = (db: CommunityDb, ability: AppAbility, words: string) =>
	documents(db, ability)
		.select(documentTagsColumn(db).as('tags'))
		.where(sql<SqlBool>`documents.search @@ to_tsquery('simple', ${words})`)
		.orderBy('documents.updatedAt', 'desc')
		.limit(4);
