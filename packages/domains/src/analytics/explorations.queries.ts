import type { CommunityDb } from '@kith/db/handles';

/** What members are called. */
export const namesOf = (db: CommunityDb, memberIds: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['id', 'name'])
		.where('id', 'in', [...memberIds])
		.where('status', '<>', 'removed');
