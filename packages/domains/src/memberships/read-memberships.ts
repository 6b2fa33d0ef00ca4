import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { shownIn } from '../tiers/currencies.schema.ts';
import { OtherCurrencies } from '../tiers/tiers.schema.ts';
import { membershipRows, membershipShown, ownRows } from './memberships.queries.ts';
import {
	GRACE_DAYS,
	MembershipRow,
	OwnMembership,
	type ListMemberships,
	type MembershipPage,
	type MembershipRef,
} from './memberships.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);
const OWN = 100;
const DAY = 24 * 60 * 60;

/** Memberships, newest first. Throws `pages.bad_cursor`. */
export async function listMemberships(
	ctx: CommunityContext,
	{ cursor, limit, tierId, memberId, ...asked }: ListMemberships,
): Promise<MembershipPage> {
	ctx.authorize('read', 'Membership');
	requireModule(ctx, 'memberships');
	const rows = await membershipRows(ctx.db, {
		...{ ...asked, limit, after: decodeCursor(cursor, Keys) },
		seesAddresses: isAllowed(ctx.ability, 'moderate', 'Member'),
		...{ tierId: tierId ?? null, memberId: memberId ?? null },
	}).execute();
	const page = toPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
	return { ...page, items: page.items.map(viewOf) };
}

/** One membership. Throws `memberships.not_found`. */
export async function readMembership(
	ctx: CommunityContext,
	{ membershipId }: MembershipRef,
): Promise<MembershipRow> {
	ctx.authorize('read', 'Membership');
	requireModule(ctx, 'memberships');
	const row = await membershipShown(ctx.db, membershipId).executeTakeFirst();
	if (!row) throw new NotFoundError('memberships.not_found');
	return viewOf(row);
}

function viewOf(row: Row): MembershipRow {
	const { memberId: id, name, handle, avatarFileId, createdAt, version } = row;
	return MembershipRow.parse({
		...{ ...factsOf(row), createdAt, version, isPaidElsewhere: row.isPaidElsewhere },
		member: { id, name, handle, avatarFileId },
	});
}

/** The viewer's own, those that are open first. */
export async function listOwn(ctx: CommunityContext): Promise<OwnMembership[]> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	requireModule(ctx, 'memberships');
	const rows = await ownRows(ctx.db, memberId, OWN).execute();
	return rows.map((row) =>
		OwnMembership.parse({
			...factsOf(row),
			...{ discount: Discount.parse(row.discount), tax: row.tax },
		}),
	);
}

/** As the purchase keeps it. */
const Discount = z
	.object({
		...{ percent: z.number().nullable(), amount: z.int().nullable() },
		until: z
			.int()
			.nullable()
			.transform((seconds) => (seconds === null ? null : new Date(seconds * 1000))),
	})
	.nullable();

type Row = Awaited<ReturnType<ReturnType<typeof membershipRows>['execute']>>[number];

function factsOf(row: Row) {
	const { id, source, status, startsAt, endsAt, cancelAt, currentPeriodEnd, trialEnd } = row;
	const { kind, every, days, months, payments } = row;
	const { leastSeats, mostSeats, seats, groupId, groupName: name, managerName: manager } = row;
	const terms = { kind, every, days, months, payments, leastSeats, mostSeats, ...moneyOf(row) };
	return {
		...{ id, source, status, startsAt, endsAt, cancelAt, currentPeriodEnd, trialEnd },
		endedAt: row.endedAt,
		owedUntil: owedUntil(row),
		parts: partsOf(row),
		seats,
		group: groupId && { membershipId: groupId, name, manager, taken: row.taken ?? 0 },
		tier: { id: row.tierId, name: row.tierName, slug: row.tierSlug },
		price: row.priceId && { id: row.priceId, ...terms },
	};
}

/** What its price is, in the currency that it is paid in. */
function moneyOf({ currency, amount, leastAmount, otherCurrencies: others, paidIn }: Row) {
	if (currency === null || amount === null) return { currency, amount };
	const otherCurrencies = OtherCurrencies.parse(others);
	const paid = shownIn({ currency, amount, leastAmount, otherCurrencies }, paidIn);
	return { currency: paid.currency, amount: paid.amount };
}

const Parts = z.object({ paid: z.int(), of: z.int() }).nullable();

function partsOf({ parts, status, cancelAt, currentPeriodEnd }: Row) {
	const told = Parts.parse(parts);
	if (told === null) return null;
	const { paid, of } = told;
	const isToCome = paid < of && status === 'active' && cancelAt === null;
	return { paid, of, nextAt: isToCome ? currentPeriodEnd : null };
}

function owedUntil({ owedSince }: Row): Date | null {
	return owedSince === null ? null : addSeconds(new Date(owedSince * 1000), GRACE_DAYS * DAY);
}
