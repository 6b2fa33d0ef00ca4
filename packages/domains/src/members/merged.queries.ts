import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

export const mergedIdsOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('mergedIds').where('id', '=', memberId);

/** The accounts that became a member's are called like nobody, too; their old addresses lead nowhere any more. */
export const anonymiseMerged = (db: CommunityDb, memberId: string, name: string) =>
	db
		.updateTable('members')
		.set({ name, handle: sql<string>`'former-' || right(id::text, 12)`, mergedIntoId: null })
		.set({ restrictionDetails: '{}' })
		.where(
			'id',
			'=',
			(eb) =>
				sql<string>`any(coalesce(${eb
					.selectFrom('members as whole')
					.select('whole.mergedIds')
					.where('whole.id', '=', memberId)}, '{}'))`,
		);

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
