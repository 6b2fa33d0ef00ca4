import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** How much there is of a community, and how much of it came since a moment; `ownerId` stands for everybody's files. */
export const usageFacts = (db: CommunityDb, { since, ownerId }: { since: Date; ownerId: string }) =>
	db.selectNoFrom((eb) => {
		const members = eb
			.selectFrom('members')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('status', '=', 'active');
		const storage = eb.selectFrom('storageUsage').where('ownerId', '=', ownerId);
		const written = (table: 'posts' | 'comments') =>
			eb
				.selectFrom(table)
				.select(sql<number>`count(*)::int`.as('count'))
				.where('status', '=', 'published')
				.where('isExample', '=', false);
		return [
			members.as('members'),
			members.where('lastSeenAt', '>=', since).as('activeMembers'),
			written('posts').as('posts'),
			written('posts').where('createdAt', '>=', since).as('latePosts'),
			written('comments').as('comments'),
			written('comments').where('createdAt', '>=', since).as('lateComments'),
			storage.select('files').as('files'),
			storage.select('bytes').as('bytes'),
		];
	});
