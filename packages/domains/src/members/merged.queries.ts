import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

export const mergedIdsOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('mergedIds').where('id', '=', memberId);

/** Any of the accounts that became a member's. */
const becameOf = (db: CommunityDb, memberId: string) => {
	const ids = db
		.selectFrom('members as whole')
		.select('whole.mergedIds')
		.where('whole.id', '=', memberId);
	return sql<string>`any(coalesce((${ids}), '{}'))`;
};

/** What the addresses of accounts that became a member's are known again by. */
export const mergedMarks = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(sql<string[]>`coalesce(restriction_details -> 'addresses', '[]')`.as('addresses'))
		.where('mergedIntoId', 'is not', null)
		.where('id', '=', becameOf(db, memberId));

/** The accounts that became a member's are called like nobody, too; their old addresses lead nowhere any more. */
export const anonymiseMerged = (db: CommunityDb, memberId: string, name: string) =>
	db
		.updateTable('members')
		.set({ name, handle: sql<string>`'former-' || right(id::text, 12)`, mergedIntoId: null })
		.set({ restrictionDetails: '{}' })
		.where('id', '=', becameOf(db, memberId));

/** Frees the handle of an account that became a member's, for them to take; its old address leads nowhere any more. */
export const freeMergedHandle = (db: CommunityDb, memberId: string, handle: string) =>
	db
		.updateTable('members')
		.set({ handle: sql<string>`'former-' || right(id::text, 12)` })
		.where('handle', '=', handle)
		.where('mergedIntoId', '=', memberId);

/** Whom an account went on as: whoever that became since, or the one it was merged into. */
export const goneOnAs = (db: CommunityDb, goneId: string, intoId: string) =>
	db
		.selectFrom('members')
		.select(['id', 'name'])
		.where(
			'id',
			'=',
			(eb) =>
				sql<string>`coalesce((${eb
					.selectFrom('members as gone')
					.select('gone.mergedIntoId')
					.where('gone.id', '=', goneId)}), ${intoId}::uuid)`,
		);
