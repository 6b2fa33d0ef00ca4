import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { Agent } from 'node:http';
import { openTestServer } from '@kith/testing/global-setup';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { pay } from '@kith/testing/test-purchases';
import { makePrice, makeTier, openSales, salesOf } from '@kith/testing/test-sales';
import { sign } from '@kith/kernel/seal';
import { send } from './load.ts';
import { printTable, quantile, row, timeOnce } from './measure.ts';
import { openPlace, type BenchPlace } from './place.ts';
import { startServer, type BenchServer } from './server.ts';
import type { Settings } from './settings.ts';

const EVENTS = 10_000;
const SECONDS = 60;
const TIERS = 10;

/** What Stripe tells through the door, and what members pay, to the cent. */
export async function bench({ full }: Settings): Promise<void> {
	await tellEvents();
	await payAmounts(full ? 10_000 : 1_000);
}

/** Events of the demo's own account, each signed; one in ten is about what a member bought, and has it read again. */
async function tellEvents(): Promise<void> {
	const place = await openPlace();
	try {
		const server = await startServer(place);
		try {
			printTable('Webhooks', await webhookRows(server, place));
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

async function webhookRows(server: BenchServer, place: BenchPlace) {
	const { owner } = place;
	const secret = `whsec_${sign(place.secret, 'webhooks of the local Stripe', 'connect')}`;
	const { account, subscriptions } = await soldIn(place);
	const agent = new Agent({ keepAlive: true, maxSockets: 32 });
	const floor: number[] = [];
	for (let asked = 0; asked < 300; asked++)
		floor.push(await timeOnce(() => send(server.port, { slug: '', path: '/livez' }, { agent })));
	const took: number[] = [];
	let taken = 0;
	async function tell(number: number): Promise<void> {
		const about = number % 10 === 0 ? (subscriptions[number % subscriptions.length] ?? null) : null;
		const parent = { subscription_details: { subscription: about } };
		const object = { id: `in_${number}`, object: 'invoice', parent };
		const fields = { id: `evt_${randomBytes(12).toString('hex')}`, object: 'event', account };
		const body = JSON.stringify({
			...{ ...fields, type: 'invoice.paid', livemode: false, api_version: '2025-01-01' },
			data: { object },
		});
		const time = Math.floor(Date.now() / 1000);
		const v1 = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
		const headers = { 'stripe-signature': `t=${time},v1=${v1}` };
		const to = { slug: '', path: '/webhooks/stripe-connect' };
		const started = performance.now();
		const answer = await send(server.port, to, { agent, body, headers });
		took.push(performance.now() - started);
		if (answer.status === 200) taken += 1;
	}
	const began = performance.now();
	const telling: Promise<void>[] = [];
	for (let number = 0; number < EVENTS; number++) {
		const due = began + (number * SECONDS * 1000) / EVENTS;
		const early = due - performance.now();
		if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
		telling.push(tell(number));
	}
	await Promise.all(telling);
	const sent = (performance.now() - began) / 1000;
	const left = async (): Promise<number> =>
		(
			await owner.query<{ count: number }>(
				'select count(*)::integer as count from platform.inbox where account = $1 and handled_at is null',
				[account],
			)
		).rows[0]?.count ?? 0;
	while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 500));
	const handled = (performance.now() - began) / 1000;
	const { rows } = await owner.query<{ count: number }>(
		`select count(*)::integer as count from platform.inbox where account = $1 and type = 'invoice.paid'
			and handled_at is not null and received_at > now() - interval '20 minutes'`,
		[account],
	);
	agent.destroy();
	const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
	const base = quantile(floor, 0.5);
	return [
		row('/livez one after another, p50 (the baseline)', base, 'ms'),
		row(`${EVENTS} events told within`, sent, 's', { most: SECONDS * 1.05 }),
		row('acknowledged, p50', p50, 'ms', { ratio: [p50 / base, 'baseline'] }),
		row('acknowledged, p99', p99, 'ms', { ratio: [p99 / base, 'baseline'], most: 500 }),
		row('not acknowledged', EVENTS - taken, '', { most: 0 }),
		row('lost', EVENTS - (rows[0]?.count ?? 0), '', { most: 0 }),
		row('all handled after', handled, 's'),
	];
}

/** The account of the demo, and what runs on it. */
async function soldIn({ owner }: BenchPlace) {
	const { rows: accounts } = await owner.query<{ account: string }>(
		'select account_id as account from platform.connected_accounts where account_id is not null limit 1',
	);
	const { rows: schemas } = await owner.query<{ name: string }>(
		"select table_schema as name from information_schema.tables where table_name = 'memberships'",
	);
	const subscriptions: string[] = [];
	for (const { name } of schemas) {
		const { rows } = await owner.query<{ id: string }>(
			`select external_subscription_id as id from "${name}".memberships
				where external_subscription_id is not null and status <> 'canceled'`,
		);
		subscriptions.push(...rows.map(({ id }) => id));
	}
	if (subscriptions.length === 0) throw new Error('nothing runs in the demo');
	return { account: accounts[0]?.account ?? '', subscriptions };
}

/** Amounts of the payers' own choice, once or each month, from the pricing page to the ledger. */
async function payAmounts(count: number): Promise<void> {
	const server = await openTestServer();
	const installation = await createTestInstallation(server.url);
	try {
		printTable('Amounts', await amountRows(installation, count));
	} finally {
		await installation.close();
		await server.close();
	}
}

async function amountRows(installation: TestInstallation, count: number) {
	const { here, account } = await openSales(installation);
	const prices: string[] = [];
	for (let made = 0; made < TIERS; made++) {
		const tierId = await makeTier(here, { name: `Tier ${made}` });
		const own = { amount: 1_000, kind: 'open', leastAmount: 50 };
		const every = made % 2 === 0 ? {} : { every: 'month' as const };
		prices.push(await makePrice(here, tierId, { ...own, ...every }));
	}
	const wished: number[] = [];
	const took: number[] = [];
	for (let payer = 0; payer < count / TIERS; payer++) {
		const who = await here.member('member', `Payer ${payer}`);
		for (const priceId of prices) {
			const amount = randomInt(50, 2_000_000);
			wished.push(amount);
			took.push(
				await timeOnce(async () => {
					const { url } = await (await salesOf(here, who)).buy({ priceId, amount });
					await pay(installation, url);
				}),
			);
		}
	}
	const books = (await installation.stripe()).books(account);
	const platform = (await installation.stripe()).books();
	const ledger = await here.db
		.selectFrom('ledger')
		.select(['amount', 'fee'])
		.where('kind', '=', 'payment')
		.execute();
	const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
	const paid = sum(books.all('charge').map(({ amount_captured }) => amount_captured));
	const invoiced = sum(books.all('invoice').map(({ amount_paid }) => amount_paid));
	const monthly = sum(wished.filter((_, at) => (at % TIERS) % 2 === 1));
	const fees = sum(platform.all('application_fee').map(({ amount }) => amount));
	// Five in a hundred, halves up, in whole numbers.
	const exact = sum(wished.map((amount) => Math.floor((amount * 5 + 50) / 100)));
	return [
		row('purchases', ledger.length, ''),
		row('cents between what was wished and paid', Math.abs(sum(wished) - paid), '', { most: 0 }),
		row('cents between invoices and monthly payments', Math.abs(invoiced - monthly), '', {
			most: 0,
		}),
		row(
			'cents between ledger and payments',
			Math.abs(sum(ledger.map(({ amount }) => amount)) - paid),
			'',
			{ most: 0 },
		),
		row(
			'cents between the platform’s part and the ledger’s',
			Math.abs(fees - sum(ledger.map(({ fee }) => fee))),
			'',
			{ most: 0 },
		),
		row('cents between the platform’s part and 5 %', Math.abs(fees - exact), '', { most: 0 }),
		row('a purchase from the page to the ledger, p50', quantile(took, 0.5), 'ms'),
	];
}
