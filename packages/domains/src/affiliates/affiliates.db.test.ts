import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { openAffiliates, type TestAffiliates } from '@kith/testing/test-affiliates';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openSales } from '@kith/testing/test-sales';
import { openBrowser } from '@kith/testing/test-staff';
import { communityCaller } from '../index.ts';

vi.setConfig({ testTimeout: 120_000 });

let installation: TestInstallation;
let club: TestAffiliates;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	club = await openAffiliates(installation);
});

const DAY = 86_400;
const OTHER_CARD = '5555 5555 5555 4444';

test('who follows a link and joins is brought by it, with what was promised then', async () => {
	const { followed, joins, referral, link, setTerms, as, bo } = club;
	const browser = await followed(link.code.toUpperCase());
	const who = await joins(browser);
	expect(await referral(who)).toMatchObject({
		...{ affiliateId: link.affiliateId, via: 'join', status: 'open', reason: '' },
		...{ basisPoints: 2_500, months: 12, firstPaidAt: null },
	});
	expect(browser.cookie).not.toContain('kith-via');
	await setTerms({ basisPoints: 100, months: null });
	expect(await referral(who)).toMatchObject({ basisPoints: 2_500, months: 12 });
	expect(await (await as(bo)).own()).toMatchObject({
		affiliate: { status: 'active', clicks: 1, recentClicks: 1, joins: 1, sales: 0, sums: [] },
		terms: { basisPoints: 100 },
	});
});

test('the last link counts, as long as the window is; each browser is counted once', async () => {
	const { here, followed, joins, referral, takesPart, link, as, bo } = club;
	const cy = await takesPart(await here.member('member', 'Cy'));
	const browser = await followed(link.code);
	await followed(link.code, browser);
	await followed(cy.code, browser);
	const last = await joins(browser);
	expect(await referral(last)).toMatchObject({ affiliateId: cy.affiliateId });
	expect((await (await as(bo)).own()).affiliate?.clicks).toBe(1);
	const late = await followed();
	installation.clock.advance(30 * DAY + 1);
	expect(await referral(await joins(late))).toBeUndefined();
	const soon = await followed();
	installation.clock.advance(30 * DAY - 60);
	expect(await referral(await joins(soon))).toBeDefined();
});

test('clicks from one network are counted up to a bound', async () => {
	const { followed, link, as, bo } = club;
	for (let times = 0; times < 25; times++) await followed(link.code, openBrowser('203.0.113.9'));
	expect((await (await as(bo)).own()).affiliate?.clicks).toBe(20);
});

test('nothing comes of a code that is none, of a cookie that is not ours, or while it is off', async () => {
	const { followed, joins, referral, link, setTerms, staff } = club;
	for (const code of ['no-such-code', '', '%', "' or 1=1 --", 'x'.repeat(100)]) {
		const browser = await followed(code);
		expect(browser.cookie).toBe('');
	}
	const forged = openBrowser();
	forged.setCookie(`kith-via=${link.affiliateId}; Path=/`);
	expect(await referral(await joins(forged))).toBeUndefined();
	const neighbour = await openAffiliates(installation);
	const theirs = await neighbour.followed();
	expect(await referral(await joins(theirs))).toBeUndefined();
	const early = await followed();
	await setTerms({ isOn: false });
	expect((await followed()).cookie).toBe('');
	expect(await referral(await joins(early))).toBeUndefined();
	await setTerms({ isOn: true });
	const { version } = await (await staff()).get({ affiliateId: link.affiliateId });
	const pause = {
		affiliateId: link.affiliateId,
		version,
		status: 'paused',
		reason: 'Spam',
	} as const;
	await (await staff()).decide(pause);
	expect((await followed()).cookie).toBe('');
	expect(await outcomeOf((await staff()).decide(pause))).toBe('affiliates.changed_meanwhile');
});

test('who was a member before is brought only to their first payment', async () => {
	const { here, followed, joins, visit, referral, tierWith, brought, commissions, buys } = club;
	const { priceId } = await tierWith(1_000);
	const browser = openBrowser();
	const who = await joins(browser);
	await followed(undefined, browser);
	installation.services.sessions.dropUser(here.id, who.userId);
	await (await visit(browser)).sales.buy({ priceId });
	expect(await referral(who)).toMatchObject({ via: 'sale' });
	expect(browser.cookie).not.toContain('kith-via');
	const payer = await joins(openBrowser());
	await buys(payer, priceId);
	const other = await tierWith(500);
	const again = openBrowser();
	await (await visit(again)).identity.requestCode({ email: payer.email });
	expect(await referral(payer)).toBeUndefined();
	expect(await commissions()).toEqual([]);
	const { who: third } = await brought(other.priceId);
	expect(await referral(third)).toMatchObject({ via: 'join' });
});

test('each payment brings its part once, however often it is told, until the months are over', async () => {
	const { setTerms, tierWith, brought, commissions, pass, sums, link } = club;
	await setTerms({ months: 2 });
	const { priceId } = await tierWith(999);
	const { who, membershipId } = await brought(priceId);
	expect(await commissions()).toMatchObject([
		{
			...{ affiliateId: link.affiliateId, memberId: who.memberId, membershipId },
			...{ base: 999, basisPoints: 2_500, amount: 250, reversed: 0, paid: 0 },
			...{ currency: 'eur', state: 'earned', reason: '' },
		},
	]);
	expect(await sums()).toEqual([{ currency: 'eur', waiting: 250, held: 0, payable: 0, paid: 0 }]);
	(await installation.stripe()).setFaults({
		seed: 7,
		webhooks: { duplicate: 1, drop: 0, delay: 0, shuffle: true },
	});
	await pass(32);
	expect((await commissions()).map(({ amount }) => amount)).toEqual([250, 250]);
	expect(await sums()).toEqual([{ currency: 'eur', waiting: 250, held: 0, payable: 250, paid: 0 }]);
	await pass(32);
	expect(await commissions()).toHaveLength(2);
});

test('what is given back takes its part of the commission back, and no more than all', async () => {
	const { tierWith, brought, refund, commissions, sums } = club;
	const { priceId } = await tierWith(999);
	const { membershipId } = await brought(priceId);
	const reversed = async () => (await commissions())[0]?.reversed;
	await refund(membershipId, 100);
	// A quarter of the 899 that are left is 224.75.
	expect(await reversed()).toBe(25);
	await refund(membershipId, 1);
	expect(await reversed()).toBe(25);
	await refund(membershipId);
	expect(await reversed()).toBe(250);
	expect(await sums()).toEqual([{ currency: 'eur', waiting: 0, held: 0, payable: 0, paid: 0 }]);
});

test('nobody brings themselves: by their own link, their address, or their card', async () => {
	const { here, bo, link, followed, joins, referral, tierWith, brought, buys, commissions } = club;
	const twin = await joins(await followed(), `Bo+second@${here.id}.example`.toLowerCase());
	expect(await referral(twin)).toMatchObject({ status: 'refused', reason: 'same_email' });
	const own = await here.as(bo);
	await communityCaller(own).affiliates.follow({ code: link.code });
	const { priceId } = await tierWith(1_000);
	await buys(bo, priceId, OTHER_CARD);
	expect(await referral(bo)).toBeUndefined();
	await buys(twin, priceId, '4000 0038 0000 0446');
	const friend = await brought(priceId, { card: OTHER_CARD });
	const good = await brought(priceId);
	expect(
		(await commissions()).map(({ memberId, state, reason }) => [memberId, state, reason]),
	).toEqual(
		expect.arrayContaining([
			[twin.memberId, 'refused', 'same_email'],
			[friend.who.memberId, 'refused', 'same_card'],
			[good.who.memberId, 'earned', ''],
		]),
	);
	expect(await referral(friend.who)).toMatchObject({ status: 'refused', reason: 'same_card' });
});

test('many from one place on one day are held, and what they pay, until staff decide', async () => {
	const { followed, joins, referral, tierWith, buys, commissions, staff, sums, link, as, bo } =
		club;
	const { priceId } = await tierWith(1_000);
	const crowd = [];
	for (let come = 0; come < 4; come++)
		crowd.push(await joins(await followed(link.code, openBrowser('198.51.100.7'))));
	for (const who of crowd) expect(await referral(who)).toMatchObject({ status: 'held' });
	const elsewhere = await joins(await followed());
	expect(await referral(elsewhere)).toMatchObject({ status: 'open' });
	for (const who of crowd.slice(0, 2)) await buys(who, priceId);
	expect(await sums()).toMatchObject([{ held: 500, waiting: 0 }]);
	const [one, other] = await commissions();
	const decisions = await staff();
	expect((await decisions.programme()).heldCount).toBe(2);
	const release = {
		commissionIds: [one?.id ?? ''],
		decision: 'release' as const,
		reason: 'A class',
	};
	expect(await outcomeOf((await as(bo)).decideCommissions(release))).toBe('permissions.denied');
	await decisions.decideCommissions(release);
	await decisions.decideCommissions(release);
	const refuse = { commissionIds: [other?.id ?? ''], decision: 'refuse' as const, reason: 'Bots' };
	await decisions.decideCommissions(refuse);
	expect(await sums()).toMatchObject([{ held: 0, waiting: 250 }]);
	const [first, second] = [await referral(crowd[0] ?? bo), await referral(crowd[1] ?? bo)];
	expect(new Set([first?.status, second?.status])).toEqual(new Set(['open', 'refused']));
	const stray = { ...refuse, commissionIds: [newId()] };
	expect(await outcomeOf(decisions.decideCommissions(stray))).toBe(
		'affiliates.commission_not_found',
	);
});

test('what is over before it can be paid out is held, and what was bought while one paused', async () => {
	const { here, founder, tierWith, brought, commissions, hear, staff, link } = club;
	const { priceId } = await tierWith(1_000);
	const { membershipId } = await brought(priceId);
	const sales = communityCaller(await here.as(founder)).sales;
	await sales.endFor({ membershipId, when: 'now', reason: 'Asked' });
	await hear();
	expect(await commissions()).toMatchObject([{ state: 'held', reason: 'cancelled' }]);
	const loyal = await brought(priceId);
	const { version } = await (await staff()).get({ affiliateId: link.affiliateId });
	await (
		await staff()
	).decide({ affiliateId: link.affiliateId, version, status: 'paused', reason: '' });
	installation.clock.advance(32 * DAY);
	await installation.hearStripe();
	const later = (await commissions()).filter(({ memberId }) => memberId === loyal.who.memberId);
	expect(later.map(({ state, reason }) => [state, reason])).toEqual([
		['earned', ''],
		['held', 'paused'],
	]);
});

test('who may take part is as the programme says', async () => {
	const { here, as, setTerms, staff } = club;
	const cy = await here.member('member', 'Cy');
	await setTerms({ joining: 'invited' });
	expect(await outcomeOf((await as(cy)).join())).toBe('affiliates.invited_only');
	await setTerms({ joining: 'request' });
	await (await as(cy)).join();
	await (await as(cy)).join();
	const { items } = await (await staff()).list({ status: 'requested' });
	expect(items).toMatchObject([{ code: 'cy', member: { name: 'Cy' }, version: 1 }]);
	const [asked] = items;
	const decision = { affiliateId: asked?.id ?? '', version: 1, reason: '' };
	await (await staff()).decide({ ...decision, status: 'active' });
	expect((await (await as(cy)).own()).affiliate?.status).toBe('active');
	await setTerms({ isOn: false });
	const dee = await here.member('member', 'Dee');
	expect(await outcomeOf((await as(dee)).join())).toBe('affiliates.off');
	expect(await (await as(dee)).own()).toEqual({ terms: null, mayJoin: false, affiliate: null });
	await setTerms({ isOn: true, joining: 'open' });
	const twins = await Promise.all([1, 2, 3, 4].map(async () => outcomeOf((await as(dee)).join())));
	expect(twins).toEqual(['done', 'done', 'done', 'done']);
	const found = await (await staff()).list({ search: 'dee' });
	expect(found.items).toMatchObject([{ status: 'active', code: 'dee' }]);
	const stale = await (await staff()).programme();
	await setTerms({ basisPoints: 1_000 });
	expect(await outcomeOf((await staff()).saveProgramme(stale.programme))).toBe(
		'affiliates.changed_meanwhile',
	);
});

test('nothing of it is another community’s, and nothing is there before memberships are', async () => {
	const { link, staff } = club;
	const next = await openSales(installation);
	const theirs = communityCaller(await next.here.as(next.founder)).affiliates;
	expect(await outcomeOf(theirs.get({ affiliateId: link.affiliateId }))).toBe(
		'affiliates.not_found',
	);
	const foreign = {
		affiliateId: link.affiliateId,
		version: 1,
		status: 'paused',
		reason: '',
	} as const;
	expect(await outcomeOf(theirs.decide(foreign))).toBe('affiliates.not_found');
	expect((await theirs.list({})).items).toEqual([]);
	expect((await (await staff()).list({})).items).toHaveLength(1);
});

test('who leaves takes part no more, and who is forgotten is known by no code', async () => {
	const { bo, link, joins, followed, hear, here, referral, staff, brought, tierWith } = club;
	const { priceId } = await tierWith(1_000);
	const { who } = await brought(priceId);
	await communityCaller(await here.as(who)).members.leave({ contributions: 'anonymise' });
	await communityCaller(await here.as(bo)).members.leave({ contributions: 'anonymise' });
	await hear();
	expect(await referral(who)).toBeUndefined();
	const row = await (await staff()).get({ affiliateId: link.affiliateId });
	expect(row.status).toBe('left');
	expect(row.code).toMatch(/^former-/);
	expect(row.sums).toMatchObject([{ currency: 'eur' }]);
	const { items } = await (await staff()).commissions({});
	expect(items).toMatchObject([{ member: null }]);
	expect(await referral(await joins(await followed()))).toBeUndefined();
});
