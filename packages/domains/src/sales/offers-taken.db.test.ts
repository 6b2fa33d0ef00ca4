import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { communityCaller } from '../index.ts';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { pay } from '@kith/testing/test-purchases';
import { makePrice, makeTier, salesOf } from '@kith/testing/test-sales';
import { MONTHS, openDeals, type Deals } from './deals-fixture.ts';

let installation: TestInstallation;
let shop: Deals;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openDeals(installation);
});

vi.setConfig({ testTimeout: 60_000 });

const DAY = 86_400;
const FREE = { gives: 'percent', percent: 100, lasts: 'forever', months: null } as const;

describe('taking an offer', () => {
	test('of fifty presses at once on a code for one use, one is led to the page', async () => {
		const { here, tierWith } = shop;
		const { priceId } = await tierWith(1_000);
		const { offerId, code } = await shop.offered({ mostUses: 1 });
		const people = [];
		for (let made = 0; made < 50; made++) people.push(await here.member('member', `M ${made}`));
		const outcomes = await Promise.all(
			people.map(async (who) => outcomeOf((await salesOf(here, who)).buy({ priceId, code }))),
		);
		expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
		expect(outcomes.filter((outcome) => outcome === 'offers.used_up')).toHaveLength(49);
		expect(await here.db.selectFrom('redemptions').select('id').execute()).toHaveLength(1);
		expect(await here.db.selectFrom('memberships').select('id').execute()).toHaveLength(1);
		expect(await shop.viewOf(offerId)).toMatchObject({ uses: 0, waiting: 1 });
		// Who paid took it, who let the page run out left it to somebody else.
		await shop.pass(2 * 3_600);
		expect(await shop.viewOf(offerId)).toMatchObject({ uses: 0, waiting: 0 });
		await shop.bought(priceId, { code });
		expect(await shop.viewOf(offerId)).toMatchObject({ uses: 1, waiting: 0, running: 1 });
		const [bo] = people;
		if (!bo) throw new Error('nobody is there');
		const late = (await salesOf(here, bo)).buy({ priceId, code });
		expect(await outcomeOf(late)).toBe('offers.used_up');
	});

	test('one member pressing ten times holds it once, and another tier of theirs not at all', async () => {
		const { here, ada, tierWith } = shop;
		const { priceId } = await tierWith(1_000);
		const other = await makePrice(here, await makeTier(here, { name: 'Patron' }), {
			amount: 2_000,
		});
		const { code } = await shop.offered({ mostUses: 5 });
		const presses = await Promise.all(
			Array.from({ length: 10 }, async () => (await salesOf(here, ada)).buy({ priceId, code })),
		);
		expect(new Set(presses.map(({ url }) => url)).size).toBe(1);
		expect(await here.db.selectFrom('redemptions').select('id').execute()).toHaveLength(1);
		const sales = await salesOf(here, ada);
		expect(await outcomeOf(sales.buy({ priceId: other, code }))).toBe('offers.already_yours');
	});

	test('who goes on without the code frees it, and who paid has it', async () => {
		const { here, ada, tierWith } = shop;
		const { priceId } = await tierWith(1_000);
		const { offerId, code } = await shop.offered({ mostUses: 1 });
		const sales = await salesOf(here, ada);
		await sales.buy({ priceId, code });
		const plain = await sales.buy({ priceId });
		expect(await shop.viewOf(offerId)).toMatchObject({ waiting: 0 });
		const bo = await here.member('member', 'Bo');
		await shop.bought(priceId, { who: bo, code });
		await pay(installation, plain.url);
		expect(await shop.payments()).toEqual([800, 1_000]);
		expect(await shop.viewOf(offerId)).toMatchObject({
			...{ uses: 1, paid: [{ currency: 'eur', amount: 800 }] },
		});
		expect(await shop.expectTrueMrr()).toBe(2_000);
	});

	test('what is not to be had is said, and nothing is bought', async () => {
		const { here, ada, tierWith } = shop;
		const { priceId, tierId } = await tierWith(1_000);
		const own = await makePrice(here, tierId, { amount: 500, kind: 'open', leastAmount: 100 });
		const sales = await salesOf(here, ada);
		const { offerId, code } = await shop.offered();
		expect(await outcomeOf(sales.buy({ priceId: own, amount: 500, code }))).toBe(
			'offers.not_for_this',
		);
		expect(await outcomeOf(sales.buy({ priceId, code: 'NONE-SUCH' }))).toBe('offers.unknown');
		const kept = await shop.offered({ purpose: 'retention' });
		expect(kept.code).toBe('');
		await communityCaller(await here.as(shop.founder)).offers.archive({ offerId });
		expect(await outcomeOf(sales.buy({ priceId, code }))).toBe('offers.expired');
		expect(await here.db.selectFrom('memberships').select('id').execute()).toEqual([]);
	});
});

describe('a discounted membership', () => {
	test('half for three months, then whole: payments and what comes in are Stripe’s at each step', async () => {
		const { tierWith, bought } = shop;
		const { priceId } = await tierWith(1_001);
		const { code } = await shop.offered({ terms: MONTHS });
		await bought(priceId, { code });
		// Half of 1,001 is rounded up where it is taken off.
		expect(await shop.payments()).toEqual([500]);
		expect(await shop.expectTrueMrr()).toBe(501);
		for (let month = 2; month <= 4; month++) {
			await shop.pass(31 * DAY);
			await shop.expectTrueMrr();
		}
		await shop.pass(31 * DAY);
		expect(await shop.payments()).toEqual([500, 500, 500, 1_001, 1_001]);
		expect(await shop.expectTrueMrr()).toBe(1_001);
		const moves = (await shop.ledger()).filter(({ mrrDelta }) => mrrDelta !== 0);
		expect(moves.map(({ kind, mrrDelta }) => [kind, mrrDelta])).toEqual([
			['new', 501],
			['expansion', 500],
		]);
	});

	test('an amount less each time for good, and a fifth of the first one', async () => {
		const { here, tierWith, bought } = shop;
		const { priceId } = await tierWith(1_000);
		const amount = { gives: 'amount', amount: 250, currency: 'eur', lasts: 'forever' } as const;
		const less = await shop.offered({ terms: { ...amount, months: null } });
		await bought(priceId, { code: less.code });
		await bought(priceId, {
			code: (await shop.offered()).code,
			who: await here.member('member', 'Bo'),
		});
		expect(await shop.payments()).toEqual([750, 800]);
		expect(await shop.expectTrueMrr()).toBe(1_750);
		await shop.pass(32 * DAY);
		expect((await shop.payments()).slice(2).toSorted((a, b) => a - b)).toEqual([750, 1_000]);
		expect(await shop.expectTrueMrr()).toBe(1_750);
	});

	test('for nothing: no card, no payment, and the membership is open', async () => {
		const { here, tierWith, membership, ledger } = shop;
		const { priceId, tierId } = await tierWith(1_000);
		const { code, offerId } = await shop.offered({ terms: FREE });
		const { url, membershipId } = await (await salesOf(here, shop.ada)).buy({ priceId, code });
		const standIn = await installation.stripe();
		const page = await (await standIn.pages(new Request(url)))?.text();
		expect(page).toContain('No card is needed.');
		await pay(installation, url);
		expect(await membership()).toMatchObject({ id: membershipId, status: 'active' });
		await shop.pass(32 * DAY);
		expect(await membership()).toMatchObject({ status: 'active' });
		expect(await ledger()).toEqual([]);
		expect(await shop.viewOf(offerId)).toMatchObject({ uses: 1, running: 1, paid: [] });

		const lifetime = await makePrice(here, tierId, { amount: 20_000, kind: 'lifetime' });
		const bo = await here.member('member', 'Bo');
		await shop.bought(lifetime, { who: bo, code });
		expect(await membership(bo)).toMatchObject({ status: 'active', endsAt: null });
		expect(await ledger()).toEqual([]);
	});

	test('the platform’s part is of what is paid, for what is paid once too', async () => {
		const { here, tierWith, bought, ledger } = shop;
		const { tierId } = await tierWith(1_000);
		const lifetime = await makePrice(here, tierId, { amount: 10_000, kind: 'lifetime' });
		await bought(lifetime, { code: (await shop.offered()).code });
		expect(await ledger()).toEqual([{ kind: 'payment', amount: 8_000, fee: 400, mrrDelta: 0 }]);
	});

	test('it goes along to what its offer is for, and is left behind by any other change', async () => {
		const { here, tierWith, bought, membership } = shop;
		const { priceId, tierId } = await tierWith(1_000);
		const patron = await makePrice(here, await makeTier(here, { name: 'Patron' }), {
			amount: 3_000,
		});
		const yearly = await makePrice(here, tierId, { amount: 10_000, every: 'year' });
		const half = { ...FREE, percent: 50 };
		const { code } = await shop.offered({ terms: half, tierIds: [tierId] });
		const { sales, membershipId } = await bought(priceId, { code });
		expect(await shop.expectTrueMrr()).toBe(500);
		const year = await sales.previewChange({ membershipId, priceId: yearly });
		expect(year.next?.amount).toBe(5_000);
		const shown = await sales.previewChange({ membershipId, priceId: patron });
		expect(shown.next?.amount).toBe(3_000);
		await sales.change({ membershipId, priceId: patron, at: shown.at });
		await installation.hearStripe();
		expect((await shop.payments()).at(-1)).toBe(shown.due);
		expect(await membership()).toMatchObject({ priceId: patron });
		expect(await shop.expectTrueMrr()).toBe(3_000);
	});
});
