import * as z from 'zod';
import { selfOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import {
	affiliateOf,
	affiliateRows,
	affiliateShown,
	broughtBy,
	clicksOf,
} from './affiliates.queries.ts';
import {
	AffiliatePage,
	AffiliateRow,
	CommissionPage,
	OwnAffiliate,
	OwnCommissions,
	ReferralPage,
	type AffiliateRef,
	type ListAffiliates,
	type ListCommissions,
	type ListReferrals,
} from './affiliates.schema.ts';
import { commissionRows, sumsOf } from './commissions.queries.ts';
import { programmeIn } from './programme.ts';
import { referralRows } from './referrals.queries.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);
const RECENT = 30 * 86_400;

/** What a member may know of the programme, and what they have of it. */
export async function readOwn(ctx: CommunityContext): Promise<OwnAffiliate> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('read', 'Affiliate', { memberId });
	requireModule(ctx, 'memberships');
	const { isOn, version: _, ...terms } = await programmeIn(ctx.db);
	const row = await affiliateOf(ctx.db, memberId).executeTakeFirst();
	const isIn = row !== undefined && row.status !== 'left';
	const figures = row && (await figuresOf(ctx, [row.id]));
	return OwnAffiliate.parse({
		terms: isOn ? terms : null,
		mayJoin: isOn && !isIn && terms.joining !== 'invited',
		affiliate: row
			? {
					...{ status: row.status, code: row.code, reason: row.reason },
					...{ url: `${ctx.community.origin}/?via=${row.code}`, ...figures?.(row.id) },
				}
			: null,
	});
}

/** One’s own commissions, newest first; nobody is named. Throws `pages.bad_cursor`. */
export async function listOwnCommissions(
	ctx: CommunityContext,
	{ cursor, limit }: Pick<ListCommissions, 'cursor' | 'limit'>,
): Promise<z.infer<typeof OwnCommissions>> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('read', 'Affiliate', { memberId });
	requireModule(ctx, 'memberships');
	const row = await affiliateOf(ctx.db, memberId).executeTakeFirst();
	if (!row) return { items: [], nextCursor: null };
	const wanted = { affiliateId: row.id, state: null, limit, after: decodeCursor(cursor, Keys) };
	const rows = await commissionRows(ctx.db, wanted).execute();
	const page = toPage(rows, limit, ({ at, id }) => [at.toISOString(), id]);
	return OwnCommissions.parse({ ...page, items: page.items.map(amountsOf) });
}

/** Everybody who takes part, or asked to, newest first. Throws `pages.bad_cursor`. */
export async function listAffiliates(
	ctx: CommunityContext,
	{ cursor, limit, search, status }: ListAffiliates,
): Promise<z.infer<typeof AffiliatePage>> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	const [after = null] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
	const wanted = { search, status: status ?? null, limit, after };
	const rows = await affiliateRows(ctx.db, wanted).execute();
	const page = toPage(rows, limit, ({ id }) => [id]);
	const figures = await figuresOf(
		ctx,
		page.items.map(({ id }) => id),
	);
	const items = page.items.map((row) => ({ ...factsOf(row), ...figures(row.id) }));
	return AffiliatePage.parse({ ...page, items });
}

/** One of them. Throws `affiliates.not_found`. */
export async function readAffiliate(
	ctx: CommunityContext,
	{ affiliateId }: AffiliateRef,
): Promise<AffiliateRow> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	const row = await affiliateShown(ctx.db, affiliateId).executeTakeFirst();
	if (!row) throw new NotFoundError('affiliates.not_found');
	const figures = await figuresOf(ctx, [row.id]);
	return AffiliateRow.parse({ ...factsOf(row), ...figures(row.id) });
}

/** Whom an affiliate brought, newest first. Throws `affiliates.not_found` and `pages.bad_cursor`. */
export async function listReferrals(
	ctx: CommunityContext,
	{ affiliateId, cursor, limit }: ListReferrals,
): Promise<z.infer<typeof ReferralPage>> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	if (!(await affiliateShown(ctx.db, affiliateId).executeTakeFirst()))
		throw new NotFoundError('affiliates.not_found');
	const wanted = { affiliateId, limit, after: decodeCursor(cursor, Keys) };
	const rows = await referralRows(ctx.db, wanted).execute();
	const page = toPage(rows, limit, ({ at, memberId }) => [at.toISOString(), memberId]);
	const items = page.items.map(({ memberId: id, name, handle, ...row }) => ({
		...{ ...row, member: { id, name, handle } },
	}));
	return ReferralPage.parse({ ...page, items });
}

/** Commissions of all or one, newest first; by state where asked. Throws `pages.bad_cursor`. */
export async function listCommissions(
	ctx: CommunityContext,
	{ cursor, limit, affiliateId, state }: ListCommissions,
): Promise<z.infer<typeof CommissionPage>> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	const rows = await commissionRows(ctx.db, {
		...{ affiliateId: affiliateId ?? null, state: state ?? null, limit },
		after: decodeCursor(cursor, Keys),
	}).execute();
	const page = toPage(rows, limit, ({ at, id }) => [at.toISOString(), id]);
	const items = page.items.map((row) => ({
		...amountsOf(row),
		...{ affiliateId: row.affiliateId, base: row.base, basisPoints: row.basisPoints },
		...{ note: row.note, membershipId: row.membershipId },
		affiliate: personOf(row.bringerId, row.bringerName, row.bringerHandle),
		member: personOf(row.memberId, row.payerName, row.payerHandle),
	}));
	return CommissionPage.parse({ ...page, items });
}

type Amounts = Record<'id' | 'currency' | 'state' | 'reason', string> &
	Record<'amount' | 'reversed' | 'paid', number> & { at: Date; payableAt: Date };

const amountsOf = ({ id, currency, state, reason, ...row }: Amounts) => ({
	...{ id, at: row.at, payableAt: row.payableAt, currency, state, reason },
	...{ amount: row.amount, reversed: row.reversed, paid: row.paid },
});

const personOf = (id: string | null, name: string | null, handle: string | null) =>
	id !== null && name !== null ? { id, name, handle } : null;

type Row = {
	id: string;
	code: string;
	status: string;
	reason: string;
	createdAt: Date;
	version: number;
	memberId: string | null;
	name: string | null;
	handle: string | null;
};

const factsOf = ({ memberId, name, handle, ...row }: Row) => ({
	...{ ...row, member: personOf(memberId, name, handle) },
});

/** What came by each, and what they have of it. */
async function figuresOf(ctx: CommunityContext, ids: readonly string[]) {
	const now = ctx.clock.now();
	const since = addSeconds(now, -RECENT).toISOString().slice(0, 10);
	const [clicks, brought, sums] =
		ids.length === 0
			? [[], [], []]
			: await Promise.all([
					clicksOf(ctx.db, ids, since).execute(),
					broughtBy(ctx.db, ids).execute(),
					sumsOf(ctx.db, ids, now).execute(),
				]);
	return (id: string) => {
		const clicked = clicks.find(({ affiliateId }) => affiliateId === id);
		const came = brought.find(({ affiliateId }) => affiliateId === id);
		return {
			...{ clicks: Number(clicked?.clicks ?? 0), recentClicks: Number(clicked?.recent ?? 0) },
			...{ joins: came?.joins ?? 0, sales: came?.sales ?? 0 },
			sums: sums
				.filter(({ affiliateId }) => affiliateId === id)
				.map(({ currency, waiting, held, payable, paid }) => ({
					...{ currency, waiting: Number(waiting), held: Number(held) },
					...{ payable: Number(payable), paid: Number(paid) },
				})),
		};
	};
}
