import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { openClub } from '@kith/testing/test-club';
import { mergeMemberships, openMembership } from './index.ts';
import { membershipsConsumers } from './memberships.consumers.ts';

let installation: TestInstallation;
let club: Awaited<ReturnType<typeof openClub>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	club = await openClub(installation);
});
afterAll(() => installation.close());

test('it ends to the second by its job, and one that was extended does not', async () => {
	const { here, shop, rooms, someone, opens, run, has, eventsOf } = club;
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
	const { here, shop, rooms, someone, opens, run, has, rowOf } = club;
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
	const { here, shop, roleId, someone, opens, both, run, has } = club;
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
			...{ roles: [roleId], rooms: both(1, 2) },
		});
});

test('a role or space that is gone is given by nothing, and stops nothing', async () => {
	const { here, shop, rooms, someone, job, has } = club;
	const member = await someone();
	const gone = await shop.role();
	const { tierId } = await shop.tier([{ kind: 'role', roleId: gone }, ...club.opens(0)]);
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
	const { shop, someone, job, opens, rowOf, eventsOf } = club;
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
	const { here, shop, someone, job, opens, both, has, eventsOf } = club;
	const [gone, stays] = [await someone(), await someone()];
	const [shared, other] = [await shop.tier(opens(0)), await shop.tier(opens(1))];
	const soon = new Date(installation.clock.now().getTime() + 86_400_000);
	const double = await shop.give(gone.memberId, shared.tierId, null);
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
	expect(open.toSorted((a) => (a.tierId === shared.tierId ? -1 : 1))).toEqual([
		{ tierId: shared.tierId, status: 'active', endsAt: null },
		{ tierId: other.tierId, status: 'active', endsAt: soon },
	]);
	expect((await has(stays)).rooms).toEqual(both(0, 1));
	expect((await eventsOf(double)).filter(({ how }) => how === 'ended')).toHaveLength(1);
});

test('what one account only began to buy gives way to what the other one has', async () => {
	const { shop, someone, job, opens, rowOf } = club;
	const [gone, stays] = [await someone(), await someone()];
	const { tierId } = await shop.tier(opens(0));
	const ctx = await job();
	const buy = async (memberId: string, status: 'active' | 'pending') => {
		const id = newId();
		const opening = { id, memberId, tierId, priceId: null, source: 'purchase', status } as const;
		await ctx.transaction((tx) => openMembership(ctx, tx, opening));
		return id;
	};
	const begun = await buy(stays.memberId, 'pending');
	const paid = await buy(gone.memberId, 'active');
	const pair = { from: gone.memberId, into: stays.memberId };
	await ctx.transaction((tx) => mergeMemberships(ctx, tx, pair));
	expect(await rowOf(begun)).toMatchObject({ status: 'canceled' });
	expect(await rowOf(paid)).toMatchObject({ status: 'active', memberId: stays.memberId });
});
