import type { PlatformDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import { communitiesOfOrganizations, originOf } from '../communities/index.ts';
import type { PlatformContext, StaffRole } from '../context.ts';
import { countActiveMembers } from '../members/index.ts';
import { employment, insertEmployment, insertOrganization } from './organizations.queries.ts';
import { MOST_LISTED, type OwnedCommunity } from './organizations.schema.ts';

/** Founds an organization with `staffId` as its owner, in the transaction of `db`. Returns its id. */
export async function foundOrganization(
	db: PlatformDb,
	{ staffId, name }: { staffId: string; name: string },
): Promise<string> {
	const id = newId();
	await insertOrganization(db, id, name).execute();
	await insertEmployment(db, { organizationId: id, staffId, role: 'owner' }).execute();
	return id;
}

/** The role a staff person has in an organization now; null for none. */
export async function employmentOf(
	db: PlatformDb,
	staffId: string,
	organizationId: string,
): Promise<StaffRole | null> {
	const row = await employment(db, staffId, organizationId).executeTakeFirst();
	return (row?.role as StaffRole | undefined) ?? null;
}

/** The communities of every organization the staff person works for, newest first; at most `MOST_LISTED`. */
export async function ownedCommunities(ctx: PlatformContext): Promise<OwnedCommunity[]> {
	const staff = ctx.authorize();
	const ids = staff.organizations.map(({ id }) => id);
	if (ids.length === 0) return [];
	const rows = await communitiesOfOrganizations(ctx.db, ids, MOST_LISTED).execute();
	return Promise.all(
		rows.map(async ({ id, organizationId, slug, name, createdAt, liveAt, status, placement }) => {
			const db = ctx.services.communityDb({ id, placement });
			const { look } = await ctx.services.snapshots.get(id, db);
			return {
				...{ id, organizationId, slug, name, createdAt, liveAt },
				status: status as OwnedCommunity['status'],
				origin: originOf(ctx.services.platformOrigin, slug),
				memberCount: await countActiveMembers(db),
				look: { brand: look.brand, logoFileId: look.logoFileId },
			};
		}),
	);
}
