import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { BanMarks } from './ban-marks.ts';

/** The bans that a newcomer is known by; those of the address first. */
export const bansOn = (db: CommunityDb, { addresses, ips }: BanMarks) => {
	const byAddress = sql<boolean>`restriction_details->'addresses' ?| ${addresses}::text[]`;
	const byNetwork = sql<boolean>`restriction_details->'ips' ?| ${ips}::text[]`;
	return db
		.selectFrom('members')
		.select(byAddress.as('isAddress'))
		.where('status', '=', 'removed')
		.where('restriction', '=', 'banned')
		.where((eb) => eb.or([byAddress as typeof byAddress & SqlBool, byNetwork]))
		.orderBy(byAddress, 'desc')
		.limit(1);
};
