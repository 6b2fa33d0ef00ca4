import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** The text of a post or a comment, whoever may read it: for background work only. */
export const bodyOf = (db: CommunityDb, kind: 'post' | 'comment', id: string) =>
	db
		.selectFrom(kind === 'post' ? 'posts' : 'comments')
		.select('body')
		.where('id', '=', id)
		.where('status', '=', 'published');

export const linksByHash = (db: CommunityDb, hashes: readonly string[]) =>
	db
		.selectFrom('links')
		.leftJoin('files', 'files.id', 'links.pictureFileId')
		.select([
			...(['links.urlHash', 'links.isFound', 'links.title', 'links.description'] as const),
			...(['links.site', 'links.expiresAt', 'links.pictureFileId'] as const),
			...(['files.width', 'files.height', 'files.thumbhash'] as const),
		])
		.where('links.urlHash', 'in', [...hashes]);

type NewLink = {
	urlHash: string;
	url: string;
	isFound: boolean;
	title: string;
	description: string;
	site: string;
	pictureFileId: string | null;
	fetchedAt: Date;
	expiresAt: Date;
};

/** Keeps what a page said, and forgets up to twenty pages that nobody has asked for in a year. */
export const saveLink = (db: CommunityDb, link: NewLink) =>
	db
		.with('forgotten', (old) =>
			old
				.deleteFrom('links')
				.where('urlHash', 'in', (eb) =>
					eb
						.selectFrom('links')
						.select('urlHash')
						.where('expiresAt', '<', sql<Date>`${link.fetchedAt}::timestamptz - interval '1 year'`)
						.where('urlHash', '!=', link.urlHash)
						.limit(20),
				)
				.returning('pictureFileId'),
		)
		.with('released', (files) =>
			files
				.updateTable('files')
				.set({ attachedAt: null })
				.where('id', 'in', (eb) => eb.selectFrom('forgotten').select('forgotten.pictureFileId')),
		)
		.insertInto('links')
		.values(link)
		.onConflict((conflict) =>
			conflict.column('urlHash').doUpdateSet((eb) => ({
				isFound: eb.ref('excluded.isFound'),
				title: eb.ref('excluded.title'),
				description: eb.ref('excluded.description'),
				site: eb.ref('excluded.site'),
				pictureFileId: eb.ref('excluded.pictureFileId'),
				fetchedAt: eb.ref('excluded.fetchedAt'),
				expiresAt: eb.ref('excluded.expiresAt'),
			})),
		);
