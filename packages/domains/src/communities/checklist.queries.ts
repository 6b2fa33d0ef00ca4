import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** Everything the launch checklist asks, in one statement. */
export const launchFacts = (db: CommunityDb) =>
	db.selectNoFrom((eb) => [
		eb
			.selectFrom('members')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('status', '=', 'active')
			.as('members'),
		eb
			.selectFrom('invitations')
			.select(sql<number>`count(*)::int`.as('count'))
			.as('invitations'),
		eb
			.selectFrom('posts')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('isExample', '=', false)
			.where('status', '=', 'published')
			.as('ownPosts'),
		eb
			.selectFrom('posts')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('isExample', '=', true)
			.where('status', '=', 'published')
			.as('examples'),
	]);
