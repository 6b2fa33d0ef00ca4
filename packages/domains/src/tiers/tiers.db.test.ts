import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { MONTHLY, openShop, tierFields } from '@kith/testing/test-tiers';
import { communityCaller } from '../index.ts';
import { PriceTerms } from './tiers.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let shop: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	shop = await openShop(installation, here);
});
afterAll(() => installation.close());

const tiersAs = async (who?: Parameters<TestCommunity['as']>[0]) =>
	communityCaller(who === undefined ? await shop.owner() : await shop.fresh(who)).tiers;
const listed = async (tierId: string) => {
	const found = (await (await tiersAs()).list()).find(({ id }) => id === tierId);
	if (!found) throw new Error('not listed');
	return found;
};

test('before it is switched on, nothing is sold and every verb says so', async () => {
	const other = await createTestCommunity(installation);
	const owner = await other.as(
		await other.db
			.selectFrom('members')
			.innerJoin('authUsers', 'authUsers.id', 'members.userId')
			.select(['authUsers.id as userId', 'authUsers.email', 'members.name'])
			.executeTakeFirstOrThrow(),
	);
	const { tiers, memberships } = communityCaller(owner);
	expect(await tiers.offers()).toEqual([]);
	expect(await outcomeOf(tiers.list())).toBe('module.off');
	expect(await outcomeOf(tiers.create({ id: newId(), ...tierFields() }))).toBe('module.off');
	expect(await outcomeOf(memberships.mine())).toBe('module.off');
	expect(await outcomeOf(memberships.list({}))).toBe('module.off');
	const { locked } = await communityCaller(owner).spaces.navigation();
	expect(locked).toEqual([]);
});

test('a tier is a draft, then offered to everybody with its prices, then put away', async () => {
	const spaceId = await shop.room();
	const id = newId();
	const fields = tierFields([{ kind: 'space', spaceId }]);
	const tiers = await tiersAs();
	await tiers.create({ id, ...fields });
	await tiers.create({ id, ...fields });
	expect(await listed(id)).toMatchObject({ ...fields, status: 'draft', version: 1, prices: [] });
	const offersFor = async () =>
		(await (await tiersAs(null)).offers()).filter((one) => one.id === id);
	await (await tiersAs()).setStatus({ tierId: id, status: 'published', version: 1 });
	expect(await offersFor()).toEqual([]);
	const priceId = newId();
	await (await tiersAs()).addPrice({ tierId: id, id: priceId, terms: MONTHLY });
	const [offer] = await offersFor();
	expect(offer).toMatchObject({
		...{ name: fields.name, benefits: fields.benefits, isMine: false },
		spaces: [{ id: spaceId }],
		prices: [{ id: priceId, kind: 'recurring', every: 'month', currency: 'eur', amount: 900 }],
	});
	expect(JSON.stringify(offer)).not.toContain('entitlements');
	expect((await shop.fresh(null)).snapshot.offers.map((one) => one.id)).toContain(id);
	await (await tiersAs()).setStatus({ tierId: id, status: 'archived', version: 2 });
	expect(await offersFor()).toEqual([]);
	expect(await outcomeOf(tiers.setStatus({ tierId: id, status: 'published', version: 2 }))).toBe(
		'tiers.changed_meanwhile',
	);
});

test('a hidden tier is offered to nobody, and can be given', async () => {
	const { tierId } = await shop.tier([], { visibility: 'hidden' });
	expect((await (await tiersAs(null)).offers()).map(({ id }) => id)).not.toContain(tierId);
	const { memberId } = await here.member('member', `Hal ${newId().slice(-6)}`);
	await shop.give(memberId, tierId);
	expect((await listed(tierId)).memberships).toBe(1);
});

test('doors that a tier opens are shown shut to who has none, and not to who has it', async () => {
	const spaceId = await shop.room();
	const tier = await shop.tier([{ kind: 'space', spaceId }]);
	const member = await here.member('member', `Lia ${newId().slice(-6)}`);
	const look = async (who: Parameters<TestCommunity['as']>[0]) =>
		(await communityCaller(await shop.fresh(who)).spaces.navigation()).locked.find(
			({ id }) => id === spaceId,
		);
	expect(await look(member)).toMatchObject({ tierSlugs: [tier.slug] });
	expect(await look(null)).toMatchObject({ tierSlugs: [tier.slug] });
	expect(await look(shop.founder)).toBeUndefined();
	await shop.give(member.memberId, tier.tierId);
	expect(await look(member)).toBeUndefined();
	const face = await communityCaller(await shop.fresh(null)).communities.face();
	expect(face.sells).toBe(true);
});

test('a price is archived and replaced, never changed', async () => {
	const { tierId, priceId } = await shop.tier();
	const tiers = await tiersAs();
	const id = newId();
	const terms = { ...MONTHLY, amount: 1200 };
	await tiers.addPrice({ tierId, id, terms, replacesId: priceId });
	await tiers.addPrice({ tierId, id, terms, replacesId: priceId });
	const prices = (await listed(tierId)).prices.map((one) => [one.id, one.status, one.amount]);
	expect(prices).toEqual([
		[priceId, 'archived', 900],
		[id, 'active', 1200],
	]);
	expect(await outcomeOf(tiers.archivePrice({ priceId }))).toBe('tiers.price_archived');
	const other = await shop.tier();
	const stolen = { tierId, id: newId(), terms, replacesId: other.priceId };
	expect(await outcomeOf(tiers.addPrice(stolen))).toBe('tiers.price_not_found');
	expect((await listed(tierId)).prices).toHaveLength(2);
});

test.each([
	['a year', { kind: 'recurring', every: 'year', currency: 'jpy', amount: 9000 }],
	['once', { kind: 'lifetime', currency: 'usd', amount: 19_900 }],
	['a week', { kind: 'pass', days: 7, currency: 'usd', amount: 500 }],
	['six parts', { kind: 'instalments', payments: 6, every: 'month', currency: 'usd', amount: 500 }],
	['what one likes', { kind: 'open', every: null, currency: 'usd', amount: 500, leastAmount: 100 }],
	[
		'in two currencies',
		{
			...{ kind: 'recurring', every: 'month', currency: 'usd', amount: 500 },
			otherCurrencies: [{ currency: 'kwd', amount: 1500 }],
		},
	],
] as const)('it is paid %s', async (_, terms) => {
	const { tierId } = await shop.tier();
	const id = newId();
	await (await tiersAs()).addPrice({ tierId, id, terms: PriceTerms.parse(terms) });
	const { otherCurrencies = [], ...said } = { otherCurrencies: undefined, ...terms };
	expect((await listed(tierId)).prices.find((one) => one.id === id)).toMatchObject(said);
	expect((await listed(tierId)).prices.find((one) => one.id === id)?.otherCurrencies).toHaveLength(
		otherCurrencies.length,
	);
});

test.each([
	{ kind: 'recurring', every: 'month', currency: 'xxz', amount: 1 },
	{ kind: 'recurring', every: 'month', currency: 'EUR', amount: 1 },
	{ kind: 'recurring', every: 'month', currency: 'eur', amount: 1.5 },
	{ kind: 'recurring', every: 'month', currency: 'eur', amount: -1 },
	{ kind: 'recurring', every: 'week', currency: 'eur', amount: 1 },
	{ kind: 'pass', days: 0, currency: 'eur', amount: 1 },
	{ kind: 'instalments', payments: 1, every: 'month', currency: 'eur', amount: 1 },
	{ kind: 'open', every: null, currency: 'eur', amount: 1, leastAmount: 2 },
	{
		...{ kind: 'lifetime', currency: 'eur', amount: 1 },
		otherCurrencies: [{ currency: 'eur', amount: 1 }],
	},
	// Cards are charged in whole tens of thousandths.
	{ kind: 'lifetime', currency: 'kwd', amount: 1_505 },
	{
		...{ kind: 'lifetime', currency: 'eur', amount: 1 },
		otherCurrencies: [{ currency: 'kwd', amount: 1_505 }],
	},
	{
		...{ kind: 'gift', months: 1, currency: 'eur', amount: 1 },
		otherCurrencies: [{ currency: 'usd', amount: 0 }],
	},
	{
		...{ kind: 'open', every: null, currency: 'eur', amount: 2, leastAmount: 1 },
		otherCurrencies: [{ currency: 'usd', amount: 2, leastAmount: 3 }],
	},
])('%o is no price', (terms) => {
	expect(PriceTerms.safeParse(terms).success).toBe(false);
});

test('nobody opens by a tier what they could not open for one member', async () => {
	const strong = await shop.role({ 'members:ban': 'allow' });
	const seller = await shop.role({ 'tiers:manage': 'allow', 'memberships:manage': 'allow' });
	const person = await here.member('member', `Sam ${newId().slice(-6)}`);
	await here.db
		.insertInto('memberRoles')
		.values({ memberId: person.memberId, roleId: seller })
		.execute();
	const spaceId = await shop.room();
	const tiers = await tiersAs(person);
	const make = (fields: ReturnType<typeof tierFields>) =>
		outcomeOf(tiers.create({ id: newId(), ...fields }));
	expect(await make(tierFields())).toBe('done');
	expect(await make(tierFields([{ kind: 'role', roleId: strong }]))).toBe('permissions.denied');
	expect(await make(tierFields([{ kind: 'space', spaceId }]))).toBe('spaces.not_found');
	const room = { kind: 'limit' as const, key: 'memberBytes' as const, amount: 10 };
	expect(await make(tierFields([room]))).toBe('permissions.denied');
	// What the owner put away is not put on sale by somebody who could not give it.
	const { tierId } = await shop.tier([{ kind: 'role', roleId: strong }]);
	await (await tiersAs()).setStatus({ tierId, status: 'archived', version: 2 });
	const again = (await tiersAs(person)).setStatus({ tierId, status: 'published', version: 3 });
	expect(await outcomeOf(again)).toBe('permissions.denied');
	await (await tiersAs()).setStatus({ tierId, status: 'published', version: 3 });
	// Nor given away, above all not to oneself.
	const { memberships } = communityCaller(await shop.fresh(person));
	const gift = { id: newId(), memberId: person.memberId, tierId, endsAt: null, reason: 'Me' };
	expect(await outcomeOf(memberships.give(gift))).toBe('permissions.denied');
	const { version, prices: _, memberships: __, ...about } = await listed(tierId);
	const renamed = { ...tierFields(about.entitlements), slug: about.slug };
	// What was opened by who may stays open when somebody else changes the words.
	expect(await outcomeOf((await tiersAs(person)).update({ tierId, version, ...renamed }))).toBe(
		'done',
	);
});

test('the owner’s role, everybody’s and roles of single spaces are never for sale', async () => {
	const owner = await shop.owner();
	const make = (roleId: string) =>
		outcomeOf(
			communityCaller(owner).tiers.create({
				...{ id: newId(), ...tierFields([{ kind: 'role', roleId }]) },
			}),
		);
	const idOf = (key: string) => owner.snapshot.roles.find((role) => role.key === key)?.id ?? '';
	expect(await make(idOf('owner'))).toBe('members.role_above_own');
	expect(await make(idOf('member'))).toBe('roles.not_found');
	expect(await make(idOf('guest'))).toBe('roles.not_found');
	expect(await make(idOf('space_admin'))).toBe('roles.wrong_scope');
	expect(await make(newId())).toBe('roles.not_found');
});

test('addresses are taken once, versions are asked for, and the order is whole', async () => {
	const [one, two] = [await shop.tier(), await shop.tier()];
	const tiers = await tiersAs();
	const taken = { id: newId(), ...tierFields(), slug: one.slug };
	expect(await outcomeOf(tiers.create(taken))).toBe('tiers.slug_taken');
	const change = { tierId: two.tierId, version: 2, ...tierFields(), slug: one.slug };
	expect(await outcomeOf(tiers.update(change))).toBe('tiers.slug_taken');
	const stale = { tierId: two.tierId, version: 1, ...tierFields() };
	expect(await outcomeOf(tiers.update(stale))).toBe('tiers.changed_meanwhile');
	const ids = (await tiers.list()).map(({ id }) => id).toReversed();
	await tiers.arrange({ tierIds: ids });
	expect((await tiers.list()).map(({ id }) => id)).toEqual(ids);
	for (const tierIds of [ids.slice(1), [...ids.slice(1), ids[1] ?? '']])
		expect(await outcomeOf(tiers.arrange({ tierIds }))).toBe('tiers.order_changed');
	const strange = tiers.arrange({ tierIds: [...ids.slice(1), newId()] });
	expect(await outcomeOf(strange)).toBe('tiers.not_found');
});

test('ten tiers made at once have ten places', async () => {
	const made = Array.from({ length: 10 }, () => ({ id: newId(), ...tierFields() }));
	await Promise.all(made.map(async (one) => (await tiersAs()).create(one)));
	const places = (await (await tiersAs()).list()).map(({ position }) => position);
	expect(new Set(places).size).toBe(places.length);
});
