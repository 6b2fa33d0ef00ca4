import * as z from 'zod';
import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import { unseal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { OPENING } from '../memberships/memberships.schema.ts';
import { hasModule, requireModule } from '../modules/index.ts';
import { shownIn } from '../tiers/currencies.schema.ts';
import { OtherCurrencies } from '../tiers/tiers.schema.ts';
import { LINK_SEAL, seatUrl } from './seat-link.ts';
import { ownGroup } from './own-group.ts';
import {
	groupById,
	groupByToken,
	groupsOfferedTo,
	heldOf,
	invitesOf,
	seatedRows,
	seatOf,
	type GroupRow,
} from './seats.queries.ts';
import {
	Group,
	MOST_INVITES,
	OfferedGroup,
	SeatedPage,
	type FoundGroup,
	type GroupRef,
	type ListPeople,
	type SeatToken,
} from './seats.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);
const MOST_OFFERED = 20;

/** The group that who acts looks after. Throws `seats.not_found`. */
// authorize: ownGroup asks.
export async function readGroup(ctx: CommunityContext, { membershipId }: GroupRef): Promise<Group> {
	const group = await ownGroup(ctx, membershipId);
	const { db, clock, services, community } = ctx;
	const mine = await seatOf(db, membershipId, group.memberId).executeTakeFirst();
	const invites = await invitesOf(db, membershipId, clock.now(), MOST_INVITES).execute();
	const { name, status, seats, taken, sealedLink, offeredTo, askedName } = group;
	return Group.parse({
		...{ membershipId, name, status, seats, taken, invites, isSeated: mine !== undefined },
		tier: { id: group.tierId, name: group.tierName },
		price: priceOf(group),
		url: sealedLink && seatUrl(community, unseal(services.secret, LINK_SEAL, sealedLink)),
		offered: offeredTo && askedName !== null ? { id: offeredTo, name: askedName } : null,
		...{ currentPeriodEnd: group.currentPeriodEnd, cancelAt: group.cancelAt },
	});
}

/** What it costs, in the currency that it is paid in. */
function priceOf({ priceId: id, every, leastSeats, mostSeats, paidIn, ...price }: GroupRow) {
	const otherCurrencies = OtherCurrencies.parse(price.otherCurrencies);
	const { currency, amount } = shownIn({ ...price, otherCurrencies }, paidIn);
	return { id, every, currency, amount, leastSeats, mostSeats };
}

/** Who has a seat in the group that who acts looks after. Throws `seats.not_found` and `pages.bad_cursor`. */
// authorize: ownGroup asks.
export async function listPeople(ctx: CommunityContext, input: ListPeople): Promise<SeatedPage> {
	await ownGroup(ctx, input.membershipId);
	return pageOf(ctx, input);
}

/** The same for who looks after memberships. */
export async function listPeopleFor(ctx: CommunityContext, input: ListPeople): Promise<SeatedPage> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const group = await groupById(ctx.db, input.membershipId).executeTakeFirst();
	if (!group) throw new NotFoundError('seats.not_found');
	return pageOf(ctx, input);
}

async function pageOf(
	{ db }: CommunityContext,
	{ membershipId: groupId, search, cursor, limit }: ListPeople,
): Promise<SeatedPage> {
	const asked = { groupId, search, limit, after: decodeCursor(cursor, Keys) };
	const rows = await seatedRows(db, asked).execute();
	const page = toPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
	return SeatedPage.parse({
		...page,
		items: page.items.map(({ memberId, name, handle, avatarFileId, isManager, createdAt }) => ({
			...{ memberId, name, handle, avatarFileId, isManager, since: createdAt },
		})),
	});
}

/** A group as it is for who holds its link or an invitation. Throws `seats.link_unknown`. */
// authorize: whoever holds a link may know what it is for.
export async function findGroup(ctx: CommunityContext, { token }: SeatToken): Promise<FoundGroup> {
	const { db, clock } = ctx;
	const group = hasModule(ctx, 'memberships')
		? await groupByToken(db, hashToken(token), clock.now()).executeTakeFirst()
		: undefined;
	if (!group || group.status === 'pending') throw new NotFoundError('seats.link_unknown');
	const memberId = memberIdOf(ctx.actor);
	const held = memberId === null ? [] : await heldOf(db, memberId, group.tierId).execute();
	const { name, tierName: tier, managerName: manager } = group;
	const isPaying = held.some(({ source }) => source === 'purchase');
	return { name, tier, manager, isPaying, state: stateOf(group, held) };
}

function stateOf(
	{ membershipId, status, seats, taken }: GroupRow,
	held: readonly { source: string; seatGroupId: string | null }[],
): FoundGroup['state'] {
	const seat = held.find(({ source }) => source === 'seat');
	if (seat?.seatGroupId === membershipId) return 'mine';
	if (!OPENING.some((one) => one === status)) return 'closed';
	if (seat) return 'has_other';
	return (taken ?? 0) < (seats ?? 0) ? 'free' : 'full';
}

/** The groups that who acts is asked to look after. */
export async function listOffered(ctx: CommunityContext): Promise<OfferedGroup[]> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	if (!hasModule(ctx, 'memberships')) return [];
	const rows = await groupsOfferedTo(ctx.db, memberId, MOST_OFFERED).execute();
	return rows.map((row) => {
		const { membershipId, name, tierName: tier, managerName: manager, seats } = row;
		const { currentPeriodEnd } = row;
		const about = { membershipId, name, tier, manager, seats, currentPeriodEnd };
		return OfferedGroup.parse({ ...about, price: priceOf(row) });
	});
}
