import { originOf } from '../communities/index.ts';
import type { PlatformContext } from '../context.ts';
import { readStandingOf } from '../members/index.ts';
import { desksOfAccount } from './desks.queries.ts';
import { MOST_DESKS, type Desk } from './desks.schema.ts';
import { groundOf } from './staff-standing.ts';

/** The communities that this account helps to run as a member, those of today first. */
export async function listDesks(ctx: PlatformContext): Promise<Desk[]> {
	const { id: staffId } = ctx.authorize();
	const rows = await desksOfAccount(ctx.db, staffId, MOST_DESKS).execute();
	const found = await Promise.all(rows.map((row) => deskIn(ctx, row)));
	return found.filter((desk) => desk !== null);
}

type Row = { communityId: string; memberId: string; createdAt: Date };

async function deskIn(
	{ services }: PlatformContext,
	{ communityId, memberId, createdAt }: Row,
): Promise<Desk | null> {
	const community = await services.directory.byId(communityId);
	if (!community) return null;
	const db = services.communityDb(community);
	const snapshot = await services.snapshots.get(communityId, db);
	if (!(await groundOf({ db, snapshot }, memberId))) return null;
	const member = await readStandingOf(db, memberId);
	const { brand, logoFileId } = snapshot.look;
	return {
		...{ id: communityId, name: community.name, look: { brand, logoFileId } },
		origin: originOf(services.platformOrigin, community.slug),
		status: community.status as Desk['status'],
		...{ memberName: member?.name ?? '', since: createdAt },
	};
}
