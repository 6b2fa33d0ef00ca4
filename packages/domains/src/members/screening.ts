import type { CommunityDb } from '@kith/db/handles';
import { marksOf } from './ban-marks.ts';
import { bansOn } from './screening.queries.ts';

/** `refuse`: a banned person, by their address. `ask`: somebody who signs in from where one did. */
export type Screening = 'clear' | 'ask' | 'refuse';

/**
 * Compares a newcomer with those who were banned. Many share a network, so that alone keeps nobody out: a person
 * decides.
 */
export async function screen(
	db: CommunityDb,
	secret: string,
	{ email, ip = '' }: { email: string; ip?: string },
): Promise<Screening> {
	const ban = await bansOn(db, marksOf(secret, { email, ips: [ip] })).executeTakeFirst();
	if (!ban) return 'clear';
	return ban.isAddress ? 'refuse' : 'ask';
}
