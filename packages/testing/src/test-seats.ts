import { communityCaller } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import { createJobContext } from '@kith/domains/create-context';
import { mail } from '@kith/domains/mail';
import { memberships } from '@kith/domains/memberships';
import { readStanding } from '@kith/domains/members';
import { newId } from '@kith/kernel/ids';
import type { TestMember } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';
import { pay } from './test-purchases.ts';
import { makePrice, type TestSales } from './test-sales.ts';
import { openShop } from './test-tiers.ts';

/** A group that is paid for until a day, with one who has a seat, as the tables hold them. */
export async function sellSeats({ db }: CommunityContext, until: Date): Promise<void> {
	const { id: tierId } = await db.selectFrom('tiers').select('id').executeTakeFirstOrThrow();
	const people = await db.selectFrom('members').select('id').limit(2).execute();
	const [manager, holder] = people.map(({ id }) => id);
	const [id, at] = [newId(), new Date()];
	const row = { tierId, status: 'active', startsAt: at, createdAt: at, updatedAt: at };
	await db
		.insertInto('memberships')
		.values([
			{
				...{ ...row, id, memberId: manager ?? '', source: 'purchase', seats: 2 },
				currentPeriodEnd: until,
			},
			{ ...row, id: newId(), memberId: holder ?? '', source: 'seat', seatGroupId: id },
		])
		.execute();
}

type Wish = { seats?: number; takesSeat?: boolean; who?: TestMember };

/** Groups in a community that sells a tier with a private room and a role, for ten euros a seat. */
export function seatsIn(installation: TestInstallation, shop: TestSales) {
	const { here, ada } = shop;
	const done = new Set<string>();
	const callerOf = async (who: TestMember) => {
		installation.services.snapshots.drop(here.id);
		return communityCaller(await here.as(who));
	};
	const seatsOf = async (who: TestMember) => (await callerOf(who)).seats;
	const tokenIn = (url: string | null) => (url ?? '').split('/group/')[1] ?? '';

	/** What the tier opens, and its price for groups. */
	async function groupPrice(more: { leastSeats?: number; mostSeats?: number } = {}) {
		const tiers = await openShop(installation, here);
		const [spaceId, roleId] = [await tiers.room(), await tiers.role({ 'posts:feature': 'allow' })];
		const opens = [
			{ kind: 'space' as const, spaceId },
			{ kind: 'role' as const, roleId },
		];
		const { tierId, priceId: monthly } = await tiers.tier(opens);
		const bounds = { leastSeats: 2, mostSeats: 100, ...more };
		const priceId = await makePrice(here, tierId, { amount: 1_000, kind: 'group', ...bounds });
		return { tierId, priceId, monthly, spaceId, roleId };
	}

	const wish = (priceId: string, { seats = 3, takesSeat = false }: Wish = {}) => ({
		...{ id: newId(), priceId, seats, name: 'Acme', takesSeat },
	});

	/** Runs what was asked for of seats and mails about them, each twice, as a queue may. */
	async function run() {
		const { rows } = await installation.owner.query<{ id: string; name: string; payload: unknown }>(
			`select id, payload->>'name' as name, payload->'payload' as payload from streams.outbox
				where payload->>'name' in ('settle-seats', 'mail-seats')
					and payload->'payload'->>'communityId' = $1 order by occurred_at, id`,
			[here.id],
		);
		for (const { id, name, payload } of rows) {
			if (done.has(id)) continue;
			done.add(id);
			const job =
				name === 'mail-seats' ? mail.jobs['mail-seats'] : memberships.jobs['settle-seats'];
			for (let time = 0; time < 2; time++) await job.run(installation.services, payload);
		}
	}

	/** A group that somebody, Ada unless told, paid for, with a link. */
	async function paidGroup(priceId: string, { who = ada, ...more }: Wish = {}) {
		const seats = await seatsOf(who);
		const { url, membershipId } = await seats.buy(wish(priceId, more));
		await pay(installation, url);
		await run();
		await seats.setLink({ membershipId, open: true });
		const group = await seats.group({ membershipId });
		return { membershipId, token: tokenIn(group.url) };
	}

	const rowOf = (id: string) =>
		here.db.selectFrom('memberships').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

	/** From now on what a group is paid with is this card. Answers its subscription. */
	async function putCard(
		membershipId: string,
		card: 'pm_card_chargeCustomerFail' | 'pm_card_visa',
	): Promise<string> {
		const { externalCustomerId, externalSubscriptionId } = await rowOf(membershipId);
		const { paymentMethods, subscriptions } = installation.services.payments;
		const method = await paymentMethods.attach(
			...([card, { customer: externalCustomerId ?? '' }, shop.on()] as const),
		);
		const subscription = externalSubscriptionId ?? '';
		await subscriptions.update(subscription, { default_payment_method: method.id }, shop.on());
		return subscription;
	}

	/** Puts a good card in place and pays what is open. */
	async function payUp(membershipId: string): Promise<void> {
		const subscription = await putCard(membershipId, 'pm_card_visa');
		const { invoices } = installation.services.payments;
		const { data } = await invoices.list({ subscription, status: 'open' }, shop.on());
		for (const { id } of data) await invoices.pay(id, {}, shop.on());
		await installation.hearStripe();
	}

	const someone = () => here.member('member', `Mem ${newId().slice(-8)}`);

	return {
		...{ callerOf, seatsOf, tokenIn, groupPrice, wish, run, paidGroup, someone },
		...{ rowOf, putCard, payUp },
		/** Somebody new who took a seat. */
		async seated(token: string) {
			const who = await someone();
			await (await seatsOf(who)).take({ token });
			return who;
		},
		async has({ userId }: TestMember) {
			const standing = await readStanding(here.db, userId);
			return { roles: standing?.roleIds ?? [], rooms: standing?.spaceIds ?? [] };
		},
		/** Everything that somebody was given, and by what. */
		grantsOf: async ({ memberId }: TestMember) =>
			here.db
				.selectFrom('memberRoles')
				.select(['roleId as id', 'source'])
				.where('memberId', '=', memberId)
				.unionAll(
					here.db
						.selectFrom('spaceMembers')
						.select(['spaceId as id', 'source'])
						.where('memberId', '=', memberId),
				)
				.orderBy('id')
				.orderBy('source')
				.execute(),
		/** The seats of a group that somebody has. */
		seatRows: (groupId: string) =>
			here.db
				.selectFrom('memberships')
				.select(['memberId', 'status'])
				.where('seatGroupId', '=', groupId)
				.where('status', '<>', 'canceled')
				.orderBy('createdAt')
				.execute(),
		job: () => createJobContext(installation.services, here.community, 'test'),
		mailsTo: async (to: string) =>
			(await installation.mailbox.list({ limit: 100, to })).toReversed(),
	};
}
