import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openShop, tierFields } from '@kith/testing/test-tiers';
import { createJobContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { beginUpload } from '../media/index.ts';
import { readStanding } from '../members/index.ts';
import { changeMembership, mergeMemberships, openMembership } from './index.ts';
import { membershipsConsumers } from './memberships.consumers.ts';
import { membershipsJobs } from './memberships.jobs.ts';
import { MembershipStatus, OPENING } from './memberships.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let shop: Awaited<ReturnType<typeof openShop>>;
let roleId: string;
const rooms: string[] = [];
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	shop = await openShop(installation, here);
	roleId = await shop.role();
	for (let made = 0; made < 3; made++) rooms.push(await shop.room());
	await shop.owner();
});
afterAll(() => installation.close());

const someone = () => here.member('member', `Mem ${newId().slice(-8)}`);
const job = () => createJobContext(installation.services, here.community, 'test');
const opens = (...which: number[]) =>
	which.map((at) => ({ kind: 'space' as const, spaceId: rooms[at] ?? '' }));
const run = (name: keyof typeof membershipsJobs, payload: unknown) =>
	membershipsJobs[name].run(installation.services, payload);

async function has({ userId }: TestMember) {
	const standing = await readStanding(here.db, userId);
	return { roles: standing?.roleIds ?? [], rooms: (standing?.spaceIds ?? []).toSorted() };
}
const rowOf = (id: string) =>
	here.db.selectFrom('memberships').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
async function eventsOf(membershipId: string): Promise<{ type: string; how?: string }[]> {
	const { rows } = await installation.owner.query<{ type: string; how: string | null }>(
		`select type, payload->>'how' as how from streams.outbox
			where payload->>'membershipId' = $1 and type like 'memberships.%' order by occurred_at, id`,
		[membershipId],
	);
	return rows.map(({ type, how }) => ({ type, ...(how && { how }) }));
}

test('what a tier gives is there with it and gone with it; what others gave stays', async () => {
	const member = await someone();
	const tier = await shop.tier([{ kind: 'role', roleId }, ...opens(0, 1)]);
	const { spaces } = communityCaller(await shop.owner());
	await spaces.setMember({ spaceId: rooms[0] ?? '', memberId: member.memberId, allowed: true });
	const id = await shop.give(member.memberId, tier.tierId);
	expect(await has(member)).toEqual({
		...{ roles: [roleId], rooms: [rooms[0], rooms[1]].toSorted() },
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

test('it ends to the second by its job, and one that was extended does not', async () => {
	const member = await someone();
	const { tierId } = await shop.tier(opens(0));
	const now = installation.clock.now();
	const [soon, later] = [1, 2].map((days) => new Date(now.getTime() + days * 86_400_000));
	const id = await shop.give(member.memberId, tierId, soon);
	const { rows } = await installation.owner.query<{ at: string }>(
		`select payload->>'runAt' as at from streams.outbox
			where payload->>'name' = 'end-membership' and payload->'payload'->>'membershipId' = $1`,
		[id],
	);
	expect(rows).toEqual([{ at: soon?.toISOString() }]);
	const due = { communityId: here.id, membershipId: id };
	await run('end-membership', due);
	expect((await has(member)).rooms).toEqual([rooms[0]]);
	const { memberships } = communityCaller(await shop.owner());
	await memberships.extend({ membershipId: id, endsAt: later ?? null, reason: 'More', version: 1 });
	const stale = { membershipId: id, endsAt: null, reason: 'More', version: 1 };
	expect(await outcomeOf(memberships.extend(stale))).toBe('memberships.changed_meanwhile');
	installation.clock.advance(86_400 + 60);
	await run('end-membership', due);
	expect((await has(member)).rooms).toEqual([rooms[0]]);
	installation.clock.advance(86_400);
	await Promise.all([run('end-membership', due), run('end-membership', due)]);
	expect((await has(member)).rooms).toEqual([]);
	expect(await eventsOf(id)).toEqual([
		...[{ type: 'memberships.started' }, { type: 'memberships.changed' }],
		{ type: 'memberships.ended', how: 'expired' },
	]);
	const over = { membershipId: id, reason: 'Again', version: 3 };
	expect(await outcomeOf(memberships.end(over))).toBe('memberships.over');
});

test('the sweep ends what no job ended, and takes back what nothing gives any more', async () => {
	const [late, stranded] = [await someone(), await someone()];
	const { tierId } = await shop.tier(opens(1));
	const soon = new Date(installation.clock.now().getTime() + 60_000);
	const id = await shop.give(late.memberId, tierId, soon);
	await here.db
		.insertInto('spaceMembers')
		.values({ spaceId: rooms[1] ?? '', memberId: stranded.memberId, source: 'membership' })
		.execute();
	installation.clock.advance(120);
	await run('sweep-memberships', {});
	await run('sweep-memberships', {});
	expect(await rowOf(id)).toMatchObject({ status: 'canceled' });
	expect([(await has(late)).rooms, (await has(stranded)).rooms]).toEqual([[], []]);
});

test('whoever has a tier gets what it opens now, and loses what it does not any more', async () => {
	const tier = await shop.tier(opens(0, 1));
	const holders = await Promise.all([someone(), someone(), someone()]);
	for (const { memberId } of holders) await shop.give(memberId, tier.tierId);
	const { tiers } = communityCaller(await shop.owner());
	const { tierId, priceId: _, ...fields } = tier;
	await tiers.update({
		tierId,
		version: 2,
		...fields,
		entitlements: [...opens(1, 2), { kind: 'role', roleId }],
	});
	const { rows } = await installation.owner.query(
		`select 1 from streams.outbox where payload->>'name' = 'regrant-tier'
			and payload->'payload'->>'tierId' = $1`,
		[tierId],
	);
	expect(rows).toHaveLength(1);
	await run('regrant-tier', { communityId: here.id, tierId });
	await run('regrant-tier', { communityId: here.id, tierId });
	for (const member of holders)
		expect(await has(member)).toEqual({
			...{ roles: [roleId], rooms: [rooms[1], rooms[2]].toSorted() },
		});
});

test('a role or space that is gone is given by nothing, and stops nothing', async () => {
	const member = await someone();
	const gone = await shop.role();
	const { tierId } = await shop.tier([{ kind: 'role', roleId: gone }, ...opens(0)]);
	const { roles } = communityCaller(await shop.owner());
	await roles.delete({ roleId: gone, version: 1 });
	await here.db
		.updateTable('tiers')
		.set({ visibility: 'hidden' })
		.where('id', '=', tierId)
		.execute();
	const ctx = await job();
	await ctx.transaction((tx) =>
		openMembership(ctx, tx, {
			...{ id: newId(), memberId: member.memberId, tierId, priceId: null },
			...{ source: 'gift', status: 'active' },
		}),
	);
	expect(await has(member)).toEqual({ roles: [], rooms: [rooms[0]] });
});

test('who leaves has none any more, and coming back brings none', async () => {
	const member = await someone();
	const { tierId } = await shop.tier(opens(0));
	const id = await shop.give(member.memberId, tierId);
	await communityCaller(await shop.fresh(member)).members.leave({ contributions: 'anonymise' });
	const ctx = await job();
	const event = {
		type: 'members.left',
		payload: { memberId: member.memberId, contributions: 'anonymise' },
	};
	const handle = membershipsConsumers['end-memberships'].handle;
	for (let time = 0; time < 2; time++) await handle(ctx, event as never);
	expect(await rowOf(id)).toMatchObject({ status: 'canceled', data: {} });
	expect(await eventsOf(id)).toContainEqual({ type: 'memberships.ended', how: 'left' });
});

test('two accounts of one person have together what both had, the longer of what both had', async () => {
	const [gone, stays] = [await someone(), await someone()];
	const [shared, other] = [await shop.tier(opens(0)), await shop.tier(opens(1))];
	const soon = new Date(installation.clock.now().getTime() + 86_400_000);
	await shop.give(gone.memberId, shared.tierId, null);
	await shop.give(stays.memberId, shared.tierId, soon);
	await shop.give(gone.memberId, other.tierId, soon);
	const ctx = await job();
	const pair = { from: gone.memberId, into: stays.memberId };
	for (let time = 0; time < 2; time++)
		await ctx.transaction((tx) => mergeMemberships(ctx, tx, pair));
	const rows = here.db.selectFrom('memberships').select(['tierId', 'status', 'endsAt']);
	const open = await rows
		.where('memberId', '=', stays.memberId)
		.where('status', '<>', 'canceled')
		.execute();
	expect(open.toSorted((a, b) => (a.tierId === shared.tierId ? -1 : 1))).toEqual([
		{ tierId: shared.tierId, status: 'active', endsAt: null },
		{ tierId: other.tierId, status: 'active', endsAt: soon },
	]);
	expect((await has(stays)).rooms).toEqual([rooms[0], rooms[1]].toSorted());
});

test('a member may keep as much as their tier says', async () => {
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
