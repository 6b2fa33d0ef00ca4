import type { LifePerson } from './life-person.ts';
import type { LifeShop } from './life-shop.ts';
import type { Lifecycle, TierName } from './lifecycles.ts';
import type { TestInstallation } from './test-installation.ts';

/** What is not as it should be at the end of a lifecycle. */
export type Complaint = { lifecycle: string; what: string };

type Lived = {
	installation: TestInstallation;
	shop: LifeShop;
	person: LifePerson;
	lifecycle: Lifecycle;
};

const RUNS: ReadonlySet<string> = new Set(['active', 'trialing', 'past_due', 'unpaid', 'paused']);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const idOf = (thing: string | { id: string } | null): string | null =>
	typeof thing === 'string' ? thing : (thing?.id ?? null);

/** Compares what stands here of somebody with Stripe's books, and with what their lifecycle says of its end. */
export async function complaintsOf(lived: Lived): Promise<Complaint[]> {
	const theirs = await truthOf(lived);
	const ours = await keptOf(lived);
	const told: string[] = [];
	const differ = (what: string, here: unknown, there: unknown) => {
		if (JSON.stringify(here) !== JSON.stringify(there))
			told.push(`${what}: ${JSON.stringify(here)} here, ${JSON.stringify(there)} is true`);
	};
	differ('ledger', ours.entries, theirs.entries);
	differ('fees', ours.fees, theirs.fees);
	differ('each month', ours.mrr, lived.lifecycle.mrr);
	differ('access', ours.opens, [...lived.lifecycle.opens].toSorted(byText));
	differ('runs', ours.running, theirs.running);
	const { kept } = lived.lifecycle;
	if (kept !== undefined) differ('kept', sum(ours.entries.map(([, amount]) => amount)), kept);
	if (new Set(theirs.tiers).size !== theirs.tiers.length) told.push('paid for twice');
	if (new Set(ours.open).size !== ours.open.length) told.push('granted twice');
	return told.map((what) => ({ lifecycle: lived.lifecycle.name, what }));
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What Stripe's books say of everything that somebody's accounts paid. */
async function truthOf({ installation, shop, person }: Lived) {
	const standIn = await installation.stripe();
	const books = standIn.books(shop.account);
	const memberIds = new Set(person.accounts.map(({ memberId }) => memberId));
	const customers = new Set(
		books
			.all('customer')
			.filter(({ metadata }) => memberIds.has(metadata['kith_member'] ?? ''))
			.map(({ id }) => id),
	);
	const charges = books
		.all('charge')
		.filter((charge) => charge.paid && customers.has(idOf(charge.customer as never) ?? ''));
	const ids = new Set(charges.map(({ id }) => id));
	const ofCharge = (charge: string | { id: string } | null) => ids.has(idOf(charge) ?? '');
	const refunds = books.all('refund').filter(({ charge }) => ofCharge(charge));
	const disputes = books.all('dispute').filter(({ charge }) => ofCharge(charge));
	const fees = standIn
		.books()
		.all('application_fee')
		.filter(({ charge }) => ofCharge(charge));
	const running = books
		.all('subscription')
		.filter(
			({ customer, status }) => RUNS.has(status) && customers.has(idOf(customer as never) ?? ''),
		);
	const entries: [string, number][] = [
		...charges.map(({ id, amount_captured }): [string, number] => [id, amount_captured]),
		...refunds.map(({ id, amount }): [string, number] => [id, -amount]),
		...disputes.flatMap(({ id, amount, status }): [string, number][] =>
			status === 'won'
				? [
						[id, -amount],
						[`${id} won`, amount],
					]
				: [[id, -amount]],
		),
	];
	return {
		entries: entries.toSorted(([a], [b]) => byText(a, b)),
		fees: sum(fees.map(({ amount, amount_refunded }) => amount - amount_refunded)),
		running: running.map(({ id }) => id).toSorted(byText),
		tiers: running.map(({ items }) => idOf(items.data[0]?.price.product as never)),
	};
}

/** What stands here of all accounts of somebody. */
async function keptOf({ shop, person }: Lived) {
	const { db } = shop.here;
	const memberIds = person.accounts.map(({ memberId }) => memberId);
	const bought = await db
		.selectFrom('memberships')
		.select(['id', 'tierId', 'source', 'status', 'externalSubscriptionId', 'currentPeriodEnd'])
		.where('memberId', 'in', memberIds)
		.execute();
	const ids = bought.map(({ id }) => id);
	const rows =
		ids.length === 0
			? []
			: await db
					.selectFrom('ledger')
					.select(['externalId', 'amount', 'fee', 'mrrDelta'])
					.where('membershipId', 'in', ids)
					.execute();
	const rooms = await db
		.selectFrom('spaceMembers')
		.select('spaceId')
		.where('memberId', '=', person.me.memberId)
		.where('source', '=', 'membership')
		.execute();
	const names: readonly TierName[] = ['patron', 'supporter', 'tried'];
	const open = bought.filter(({ status }) => status !== 'canceled');
	return {
		entries: rows
			.flatMap(({ externalId, amount }): [string, number][] =>
				externalId === null ? [] : [[externalId, amount]],
			)
			.toSorted(([a], [b]) => byText(a, b)),
		fees: sum(rows.map(({ fee }) => fee)),
		mrr: sum(rows.map(({ mrrDelta }) => mrrDelta)),
		// What is paid up has no period any more, and no subscription runs for it.
		running: open
			.flatMap(({ externalSubscriptionId: id, currentPeriodEnd }) =>
				id === null || currentPeriodEnd === null ? [] : [id],
			)
			.toSorted(byText),
		open: open.map(({ tierId, source }) => `${tierId} ${source}`),
		opens: names.filter((name) => rooms.some(({ spaceId }) => spaceId === person.roomOf(name))),
	};
}
