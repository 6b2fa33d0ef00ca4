import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { tierFields } from '@kith/testing/test-tiers';
import { communityCaller } from '../index.ts';
import { beginUpload } from '../media/index.ts';
import { openClub } from '@kith/testing/test-club';
import { changeMembership, openMembership } from './index.ts';
import { MembershipStatus, OPENING } from './memberships.schema.ts';

let installation: TestInstallation;
let club: Awaited<ReturnType<typeof openClub>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	club = await openClub(installation);
});
afterAll(() => installation.close());

test('what a tier gives is there with it and gone with it; what others gave stays', async () => {
	const { shop, roleId, rooms, someone, both, has, eventsOf } = club;
	const member = await someone();
	const tier = await shop.tier([{ kind: 'role', roleId }, ...club.opens(0, 1)]);
	const { spaces } = communityCaller(await shop.owner());
	await spaces.setMember({ spaceId: rooms[0] ?? '', memberId: member.memberId, allowed: true });
	const id = await shop.give(member.memberId, tier.tierId);
	expect(await has(member)).toEqual({
		...{ roles: [roleId], rooms: both(0, 1) },
	});
	const { memberships } = communityCaller(await shop.fresh(member));
	expect(await memberships.mine()).toMatchObject([
		{ id, status: 'active', source: 'complimentary', price: null, tier: { name: tier.name } },
	]);
	const owners = communityCaller(await shop.owner());
	expect(
		await owners.spaces.setMember({
			...{ spaceId: rooms[1] ?? '', memberId: member.memberId, allowed: false },
		}),
	).toMatchObject({ stays: [{ source: 'membership', by: tier.name }] });
	await owners.memberships.end({ membershipId: id, reason: 'Done', version: 1 });
	expect(await has(member)).toEqual({ roles: [], rooms: [rooms[0]] });
	expect(await eventsOf(id)).toEqual([
		{ type: 'memberships.started' },
		{ type: 'memberships.ended', how: 'ended' },
	]);
});

test('given twice it is there once, and a second of the same kind is refused', async () => {
	const { shop, someone, eventsOf } = club;
	const { memberId } = await someone();
	const { tierId } = await shop.tier();
	const { memberships } = communityCaller(await shop.owner());
	const gift = { id: newId(), memberId, tierId, endsAt: null, reason: 'Thanks' };
	await Promise.all([memberships.give(gift), memberships.give(gift), memberships.give(gift)]);
	expect(await outcomeOf(memberships.give({ ...gift, id: newId() }))).toBe('memberships.already');
	const { items } = await memberships.list({ memberId });
	expect(items).toHaveLength(1);
	expect(await eventsOf(gift.id)).toHaveLength(1);
	const past = { ...gift, id: newId(), endsAt: new Date(0) };
	expect(await outcomeOf(memberships.give(past))).toBe('memberships.ends_in_past');
	const draft = newId();
	await communityCaller(await shop.owner()).tiers.create({ id: draft, ...tierFields() });
	const early = { ...gift, id: newId(), tierId: draft };
	expect(await outcomeOf(memberships.give(early))).toBe('tiers.not_published');
});

test.each(MembershipStatus.options)('%s opens what the tier gives, or does not', async (status) => {
	const { shop, rooms, someone, job, opens, has } = club;
	const member = await someone();
	const { tierId, priceId } = await shop.tier(opens(2));
	const ctx = await job();
	await ctx.transaction((tx) =>
		openMembership(ctx, tx, {
			...{ id: newId(), memberId: member.memberId, tierId, priceId },
			...{ source: 'purchase', status, externalSubscriptionId: `sub_${newId()}` },
		}),
	);
	expect((await has(member)).rooms).toEqual(OPENING.includes(status) ? [rooms[2]] : []);
});

test('a membership goes through its states as payments say, whatever comes twice or late', async () => {
	const { shop, rooms, someone, job, opens, has, rowOf } = club;
	const member = await someone();
	const { tierId, priceId } = await shop.tier(opens(2));
	const id = newId();
	const ctx = await job();
	const opening = {
		...{ id, memberId: member.memberId, tierId, priceId, externalSubscriptionId: `sub_${id}` },
		...{ source: 'purchase' as const, status: 'trialing' as const },
	};
	const open = () => ctx.transaction((tx) => openMembership(ctx, tx, opening));
	const become = (status: MembershipStatus) =>
		ctx.transaction((tx) => changeMembership(ctx, tx, id, { status, data: { status } }));
	expect(await Promise.all([open(), open()])).toContain(false);
	for (const [status, isOpen] of [
		...([
			['past_due', true],
			['paused', false],
			['active', true],
			['active', true],
		] as const),
		...([
			['suspended', false],
			['canceled', false],
			['active', false],
		] as const),
	] as const) {
		await become(status);
		expect([status, (await has(member)).rooms]).toEqual([status, isOpen ? [rooms[2]] : []]);
	}
	expect(await rowOf(id)).toMatchObject({ status: 'canceled', data: { status: 'canceled' } });
	expect((await rowOf(id)).endedAt).not.toBeNull();
	const { memberships } = communityCaller(await shop.owner());
	const [shown] = (await memberships.list({ memberId: member.memberId, statuses: ['canceled'] }))
		.items;
	expect(shown).toMatchObject({ isPaidElsewhere: true, price: { id: priceId, amount: 900 } });
});

test('what payments decide is not decided here', async () => {
	const { shop, someone, job } = club;
	const { memberId } = await someone();
	const { tierId, priceId } = await shop.tier();
	const [id, ctx] = [newId(), await job()];
	await ctx.transaction((tx) =>
		openMembership(ctx, tx, {
			...{ id, memberId, tierId, priceId, externalSubscriptionId: `sub_${id}` },
			...{ source: 'purchase', status: 'active' },
		}),
	);
	const { memberships } = communityCaller(await shop.owner());
	const change = { membershipId: id, reason: 'No', version: 1 };
	expect(await outcomeOf(memberships.end(change))).toBe('memberships.paid_elsewhere');
	expect(await outcomeOf(memberships.extend({ ...change, endsAt: null }))).toBe(
		'memberships.paid_elsewhere',
	);
});

test('a member may keep as much as their tier says', async () => {
	const { shop, someone } = club;
	const member = await someone();
	const MB = 1024 ** 2;
	const { media } = communityCaller(await shop.owner());
	await media.limitStorage({ fileBytes: MB, memberBytes: MB, communityBytes: 1000 * MB });
	const upload = async () =>
		outcomeOf(beginUpload(await shop.fresh(member), { name: 'a.bin', bytes: 3 * MB }));
	expect(await upload()).toBe('media.too_large');
	const { tierId } = await shop.tier([
		{ kind: 'limit', key: 'fileBytes', amount: 5 * MB },
		{ kind: 'limit', key: 'memberBytes', amount: 5 * MB },
	]);
	await shop.give(member.memberId, tierId);
	expect(await upload()).toBe('done');
	expect(await upload()).toBe('media.member_full');
});

test('the list is found in by name, tier and state, page by page, and by nobody else', async () => {
	const { here, shop } = club;
	const { tierId } = await shop.tier();
	const people = [];
	for (let made = 0; made < 5; made++) {
		people.push(await here.member('member', `Paged ${newId().slice(-8)} 100%_${made}`));
		await shop.give(people[made]?.memberId ?? '', tierId);
	}
	const { memberships } = communityCaller(await shop.owner());
	const seen: string[] = [];
	for (let cursor: string | null | undefined; cursor !== null;) {
		const page = await memberships.list({ tierId, limit: 2, cursor });
		seen.push(...page.items.map(({ member }) => member.id));
		cursor = page.nextCursor;
	}
	expect(seen).toEqual(people.map(({ memberId }) => memberId).toReversed());
	const named = await memberships.list({ tierId, search: '100%_3' });
	expect(named.items.map(({ member }) => member.id)).toEqual([people[3]?.memberId]);
	expect((await memberships.list({ tierId, statuses: ['paused'] })).items).toEqual([]);
	const other = communityCaller(await shop.fresh(people[0] ?? null)).memberships;
	expect(await outcomeOf(other.list({}))).toBe('permissions.denied');
});

test('whatever happens to memberships in whatever order, what is given is what open ones open', async () => {
	const { here, shop, someone, job, opens, has } = club;
	const tiers = [
		await shop.tier(opens(0)),
		await shop.tier(opens(0, 1)),
		await shop.tier(opens(1, 2)),
	];
	const step = fc.record({
		tier: fc.nat({ max: 2 }),
		source: fc.constantFrom('complimentary' as const, 'gift' as const, 'seat' as const),
		status: fc.constantFrom(...MembershipStatus.options),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
			const member = await someone();
			const ctx = await job();
			const ids = new Map<string, string>();
			await Promise.all(
				steps.map(async ({ tier, source, status }) => {
					const key = `${tier} ${source}`;
					const id = ids.get(key) ?? newId();
					const isNew = !ids.has(key);
					ids.set(key, id);
					const { tierId = '' } = tiers[tier] ?? {};
					const opening = { id, memberId: member.memberId, tierId, priceId: null, source, status };
					await ctx
						.transaction(async (tx) => {
							if (isNew) await openMembership(ctx, tx, opening);
							else await changeMembership(ctx, tx, id, { status });
						})
						.catch((error: unknown) => {
							if (!String(error).includes('memberships.not_found')) throw error;
						});
				}),
			);
			const open = await here.db
				.selectFrom('memberships')
				.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
				.select('tiers.entitlements')
				.where('memberId', '=', member.memberId)
				.where('memberships.status', 'in', OPENING)
				.execute();
			const due = open.flatMap(({ entitlements }) =>
				(entitlements as { spaceId: string }[]).map(({ spaceId }) => spaceId),
			);
			expect((await has(member)).rooms).toEqual([...new Set(due)].toSorted());
		}),
		{ numRuns: 20 },
	);
}, 60_000);
