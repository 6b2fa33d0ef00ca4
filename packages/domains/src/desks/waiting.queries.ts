import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Access } from '../communities/communities.schema.ts';
import { waitsForDecision } from '../members/index.ts';

/** How many wait to be let in; stops counting at `most`. */
export const waitingMembers = (db: CommunityDb, access: Pick<Access, 'join'>, most: number) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('members')
				.select('id')
				.where(waitsForDecision(access))
				.limit(most)
				.as('waiting'),
		)
		.select(sql<number>`count(*)::int`.as('count'));
