import { addSeconds } from '@kith/kernel/clock';
import { networkOf } from '@kith/kernel/network';
import { sign } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { marksOf } from '../members/index.ts';
import { hasModule } from '../modules/index.ts';
import { affiliateRow, personWith, type Affiliate } from './affiliates.queries.ts';
import { programmeIn } from './programme.ts';
import type { ProgrammeView } from './programme.schema.ts';
import {
	fromOnePlace,
	holdFromOnePlace,
	insertReferral,
	paidBefore,
	referralOf,
} from './referrals.queries.ts';
import { followedIn, forgetFollowed, hasFollowed, type Followed } from './via.ts';

/** From so many on, those who came by one link from one network on one day are looked at. */
const MANY = 4;

/**
 * Writes down whose link a newcomer followed, if anybody’s. What goes wrong with it keeps nobody out: the browser still
 * has it when they first pay.
 */
// authorize: called where somebody has just come in, about themselves.
export async function referNewcomer(ctx: CommunityContext, memberId: string): Promise<void> {
	if (!hasModule(ctx, 'memberships') || !hasFollowed(ctx)) return;
	try {
		if (await ctx.transaction((tx) => refer(ctx, tx, { memberId, via: 'join' })))
			forgetFollowed(ctx);
	} catch (error) {
		ctx.services.logger.warn({ error }, 'who brought a newcomer was not written down');
	}
}

/** The same for who is about to pay for the first time, in the transaction that makes the purchase. */
// authorize: who buys has asked.
export async function referBuyer(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
): Promise<void> {
	if (!hasFollowed(ctx)) return;
	if (await refer(ctx, tx, { memberId, via: 'sale' })) forgetFollowed(ctx);
}

type Coming = { memberId: string; via: 'join' | 'sale' };

/** Whether that is settled now, so that the browser need not keep it. */
async function refer(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, via }: Coming,
): Promise<boolean> {
	if (await referralOf(tx.db, memberId).executeTakeFirst()) return true;
	const programme = await programmeIn(tx.db);
	const followed = programme.isOn ? followedIn(ctx, programme.windowDays) : null;
	if (!followed) return false;
	const person = await personWith(tx.db, memberId).executeTakeFirst();
	if (!person || !(await isNew(tx, { via, followed, person }))) return false;
	const affiliate = await affiliateNow(tx, followed.affiliateId);
	if (affiliate?.status !== 'active') return false;
	if (affiliate.memberId === null || affiliate.memberId === memberId) return true;
	const mark = markOf(ctx);
	const verdict = await judge(ctx, tx, affiliate, { email: person.email, mark });
	await insertReferral(tx.db, {
		...{ memberId, affiliateId: affiliate.id, via, ...promisedBy(programme), ...verdict, mark },
		...{ clickedAt: new Date(followed.at), at: ctx.clock.now() },
	}).execute();
	return true;
}

/** What somebody’s first months bring does not change with the programme. */
const promisedBy = ({ basisPoints, months }: ProgrammeView) => ({ basisPoints, months });

type Case = { via: Coming['via']; followed: Followed; person: { id: string; joinedAt: Date } };

/** Who was a member before they followed the link is brought by it only to their first payment. */
async function isNew(
	{ db }: CommunityTransaction,
	{ via, followed, person }: Case,
): Promise<boolean> {
	if (via === 'join') return person.joinedAt.getTime() >= followed.at;
	return (await paidBefore(db, person.id).executeTakeFirst()) === undefined;
}

async function affiliateNow(
	{ db }: CommunityTransaction,
	id: string,
): Promise<Affiliate | undefined> {
	const row = await affiliateRow(db, id).forNoKeyUpdate().executeTakeFirst();
	return row?.intoId ? affiliateRow(db, row.intoId).forNoKeyUpdate().executeTakeFirst() : row;
}

/** The network of a request on one day, as a hash that says nothing on another day or in another community. */
function markOf({ request, services, community, clock }: CommunityContext): string | null {
	if (request.ip === '') return null;
	const day = clock.now().toISOString().slice(0, 10);
	return sign(services.secret, 'referral', `${community.id} ${day} ${networkOf(request.ip)}`);
}

async function judge(
	{ services, clock }: CommunityContext,
	{ db }: CommunityTransaction,
	{ id, memberId }: Affiliate,
	{ email, mark }: { email: string | null; mark: string | null },
) {
	const own = await personWith(db, memberId ?? '').executeTakeFirst();
	const boxOf = (address: string) =>
		marksOf(services.secret, { email: address, ips: [] }).addresses[0];
	if (email && own?.email && boxOf(email) === boxOf(own.email))
		return { status: 'refused', reason: 'same_email' };
	if (mark === null) return { status: 'open', reason: '' };
	// Marks of other days are others.
	const place = { affiliateId: id, mark, since: addSeconds(clock.now(), -86_400) };
	const { count } = await fromOnePlace(db, place).executeTakeFirstOrThrow();
	if (count + 1 < MANY) return { status: 'open', reason: '' };
	await holdFromOnePlace(db, place).execute();
	return { status: 'held', reason: 'velocity' };
}
