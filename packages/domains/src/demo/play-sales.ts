import type { Actor } from '@kith/kernel/actor';
import { addSeconds, type Clock } from '@kith/kernel/clock';
import type { CommunityIdentity } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { followedLink, startProgramme } from './play-affiliates.ts';
import { connectPayments, payeeOf, readPaymentsAgain } from '../payments/index.ts';
import {
	buyMembership,
	cancelMembership,
	checkPurchase,
	reconcileCommunity,
} from '../sales/index.ts';
import type { Demo } from '../templates/index.ts';
import { memberCalled, priceLike, staffCalled } from './demo-sales.queries.ts';

/** The payment service of a development machine, which can be led through a past. */
export type PastPayments = {
	/** What time it is there. */
	clock: Clock;
	/** From now on it is then; null for the present. What was due until then happens, each at its time. */
	moveTo(at: Date | null): Promise<void>;
	/** Sends what somebody fills in on one of its pages. */
	send(url: string, form: Record<string, string>): Promise<void>;
};

type Sales = NonNullable<Demo['sales']>;
type Tier = Sales['tiers'][number];
type Buyer = Tier['holders'][number] & { terms: Tier['prices'][number]; tier: Tier; card: string };
type Scene = { daysAgo: number; play: () => Promise<void> };
type Stage = { played: Services; community: CommunityIdentity; past: PastPayments };

const DAY = 24 * 60 * 60;
/** Each of the next buyers has another: a card tries a tier for free only once. */
const CARDS = ['4242 4242 4242 4242', '5555 5555 5555 4444', '4000 0038 0000 0446'] as const;
/** Who leaves is gone when what they paid for is over: with all that is sold by the month, after so many days. */
const MONTH = 32;

/**
 * Has members of a demo community buy what they have, each on their day: on the pages where everybody pays, so that
 * what they paid since stands in the books of both sides.
 */
export async function playSales(
	services: Services,
	community: CommunityIdentity,
	demo: Demo,
	past: PastPayments,
): Promise<void> {
	const tiers = demo.sales?.tiers ?? [];
	const buyers = tiers.flatMap((tier) =>
		tier.holders.flatMap((holder, at): Buyer[] => {
			const terms = holder.price === undefined ? undefined : tier.prices[holder.price];
			const card = CARDS[at % CARDS.length] ?? CARDS[0];
			return terms ? [{ ...holder, terms, tier, card }] : [];
		}),
	);
	if (buyers.length === 0) return;
	const now = services.clock.now();
	const stage: Stage = { played: { ...services, clock: past.clock }, community, past };
	const opening = Math.max(...buyers.map(({ daysAgo }) => daysAgo)) + 1;
	const scenes: Scene[] = [
		{ daysAgo: opening, play: () => open(stage, demo) },
		...buyers.flatMap((buyer) => scenesOf(stage, buyer, bringerOf(demo, buyer.member))),
	];
	try {
		for (const { daysAgo, play } of scenes.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
			await past.moveTo(addSeconds(now, -daysAgo * DAY));
			await play();
		}
	} finally {
		await past.moveTo(null);
	}
	await compare({ ...stage, played: services }, opening);
}

/** What is known of a purchase is known from its day on: when it is made, first paid for, ended, over. */
function scenesOf(stage: Stage, buyer: Buyer, bringer: string | null): Scene[] {
	const { daysAgo, leavesDaysAgo, tier } = buyer;
	const look = () => compare(stage, 1);
	let membershipId = '';
	const scenes: Scene[] = [
		{
			daysAgo,
			async play() {
				const visitor = await buyerOf(stage, buyer);
				const ctx = bringer === null ? visitor : await followedLink(visitor, bringer);
				const { kind, amount } = buyer.terms;
				const { id } = await priceLike(ctx.db, {
					...{ slug: tier.slug, kind, amount },
					every: 'every' in buyer.terms ? (buyer.terms.every ?? null) : null,
				}).executeTakeFirstOrThrow();
				const chosen = kind === 'open' ? { amount } : {};
				const page = await buyMembership(ctx, { priceId: id, ...chosen });
				({ membershipId } = page);
				const email = `${buyer.member}@demo.kith.invalid`;
				await stage.past.send(`${page.url}/pay`, {
					...{ number: buyer.card, expiry: '12/40', cvc: '123' },
					...{ email, name: buyer.member },
				});
				await checkPurchase(ctx, { membershipId });
			},
		},
		{ daysAgo: daysAgo - tier.trialDays - 1, play: look },
	];
	if (leavesDaysAgo !== undefined)
		scenes.push(
			{
				daysAgo: leavesDaysAgo,
				play: async () =>
					cancelMembership(await buyerOf(stage, buyer), {
						...{ membershipId, reason: 'unused', comment: '' },
					}),
			},
			{ daysAgo: leavesDaysAgo - MONTH, play: look },
		);
	return scenes.filter((scene) => scene.daysAgo > 0);
}

/** By whose link a buyer came; null for nobody’s. */
const bringerOf = ({ sales }: Demo, buyer: string): string | null =>
	sales?.affiliates.find(({ brings }) => brings.includes(buyer))?.member ?? null;

async function open(stage: Stage, { owner, sales }: Demo): Promise<void> {
	const ctx = await connect(stage, owner);
	const members = sales?.affiliates.map(({ member }) => member) ?? [];
	if (members.length > 0) await startProgramme(ctx, members);
}

async function connect(stage: Stage, { email, name }: Demo['owner']): Promise<CommunityContext> {
	const { played, community, past } = stage;
	const staff = await staffCalled(played.platform, email).executeTakeFirstOrThrow();
	const ctx = await createJobContext(played, community, 'seed-demo', {
		...{ actor: { kind: 'staff', staffId: staff.id, memberId: null }, staffName: name },
	});
	const { url } = await connectPayments(ctx, { country: 'DE' });
	await past.send(url, { standing: 'active' });
	await readPaymentsAgain(ctx);
	return ctx;
}

/** Brings what happened at the payment service in the days before to what stands here. */
async function compare({ played, community }: Stage, days: number): Promise<void> {
	const payee = await payeeOf(played, community);
	if (payee) await reconcileCommunity(played, community, payee.accountId, days);
}

async function buyerOf({ played, community }: Stage, buyer: Buyer): Promise<CommunityContext> {
	const db = played.communityDb(community);
	const { id: memberId, userId } = await memberCalled(db, buyer.member).executeTakeFirstOrThrow();
	const actor: Actor = { kind: 'member', memberId, userId: userId ?? '' };
	return createJobContext(played, community, 'seed-demo', { actor });
}
