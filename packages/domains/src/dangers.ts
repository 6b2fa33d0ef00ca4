import type { CommunityDb } from '@kith/db/handles';
import type { PlatformContext, Services, Staff } from './context.ts';
import { MOST_DESKS } from './desks/desks.schema.ts';
import { desksOfAccount } from './desks/desks.queries.ts';
import { addShown, organizationsOfStaff } from './identity/identity.queries.ts';
import { readStanding, readStandingOf, standingOf, type StandingRow } from './members/standing.ts';
import { Resolver } from './permissions/resolve.ts';
import type { RealmContext, RealmDb } from './realm.ts';
import type { CommunitySnapshot } from './snapshot.ts';

/**
 * What a person can do now that is dangerous, whether or not a second factor was shown: what one that is shown at this
 * moment counts for. Of staff it is what they are in each organization, and what each desk allows, with its place.
 */
// authorize: it goes into the person's own session.
export async function dangersOf(ctx: RealmContext, userId: string): Promise<readonly string[]> {
	if (!('community' in ctx)) return dangersOfStaff(ctx, userId);
	const row = await readStanding(ctx.db, userId);
	return row ? dangersIn(ctx.snapshot, row) : [];
}

async function dangersOfStaff({ services, db }: PlatformContext, staffId: string) {
	const employed = await organizationsOfStaff(db, staffId).execute();
	const desks = await desksOfAccount(db, staffId, MOST_DESKS).execute();
	const atDesks = await Promise.all(desks.map((desk) => dangersAt(services, desk)));
	return [...employed.map(({ id, role }) => inPlace(id, role)), ...atDesks.flat()];
}

type Desk = { communityId: string; memberId: string };

async function dangersAt(services: Services, { communityId, memberId }: Desk) {
	const community = await services.directory.byId(communityId);
	if (!community) return [];
	const db: CommunityDb = services.communityDb(community);
	const row = await readStandingOf(db, memberId);
	const snapshot = await services.snapshots.get(communityId, db);
	return row ? dangersIn(snapshot, row).map((one) => inPlace(communityId, one)) : [];
}

const dangersIn = (snapshot: CommunitySnapshot, row: StandingRow) =>
	new Resolver(snapshot, standingOf(row)).dangers();

const inPlace = (placeId: string, what: string) => `${placeId}/${what}`;

/** What staff found is theirs: a second factor that this session has shown counts for it, too. In the caller's transaction. */
// authorize: the verb has asked; nobody gave it to them.
export async function countAsOwner(ctx: PlatformContext, organizationId: string): Promise<void> {
	if (!ctx.session) return;
	const db = ctx.db as unknown as RealmDb;
	await addShown(db, ctx.session.id, inPlace(organizationId, 'owner')).execute();
}

/** Of what a second factor was shown for by staff, that in one organization or community; undefined where it counts for all. */
export function shownIn(
	{ shownFor }: Pick<Staff, 'shownFor'>,
	placeId: string,
): readonly string[] | undefined {
	const start = inPlace(placeId, '');
	return shownFor?.flatMap((one) => (one.startsWith(start) ? [one.slice(start.length)] : []));
}

/** Whether the second factor of staff counts for what they are in an organization now: an owner may what all others may. */
export function isShownAs(staff: Pick<Staff, 'shownFor'>, organizationId: string, role: string) {
	const shown = shownIn(staff, organizationId);
	return !shown || shown.includes(role) || shown.includes('owner');
}
