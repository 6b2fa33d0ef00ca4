import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf, words } from '@kith/testing/test-content';
import { dunningIn } from '@kith/testing/test-dunning';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { makePrice, openTestSales, type TestSales } from '@kith/testing/test-sales';
import { openShop } from '@kith/testing/test-tiers';
import type { TestMember } from '@kith/testing/test-community';
import { communityCaller } from '../index.ts';
import { memberships } from '../memberships/index.ts';
import { settleLater } from './reconcile-sales.ts';

let installation: TestInstallation;
let shop: TestSales;
let dunning: ReturnType<typeof dunningIn>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openTestSales(installation);
	dunning = dunningIn(installation, shop);
});

/** A tier that opens a private room and gives a role, and who bought it. */
async function soldRoom(trialDays = 0) {
	const { here, bought } = shop;
	const tiers = await openShop(installation, here);
	const spaceId = await tiers.room();
	const roleId = await tiers.role({ 'posts:feature': 'allow' });
	const opens = [
		{ kind: 'space' as const, spaceId },
		{ kind: 'role' as const, roleId },
	];
	const { tierId } = await tiers.tier(opens, { trialDays });
	const priceId = await makePrice(here, tierId, { amount: 1_000 });
	const { membershipId } = await bought(priceId);
	return { spaceId, roleId, membershipId, tiers };
}

const callerOf = async (who: TestMember) => {
	installation.services.snapshots.drop(shop.here.id);
	return communityCaller(await shop.here.as(who));
};

/** Everything that somebody was given, by whatever. */
const grantsOf = async ({ memberId }: TestMember) => ({
	roles: await shop.here.db
		.selectFrom('memberRoles')
		.select(['roleId', 'source'])
		.where('memberId', '=', memberId)
		.orderBy('roleId')
		.orderBy('source')
		.execute(),
	spaces: await shop.here.db
		.selectFrom('spaceMembers')
		.select(['spaceId', 'source'])
		.where('memberId', '=', memberId)
		.orderBy('spaceId')
		.orderBy('source')
		.execute(),
});

async function suspend(membershipId: string) {
	await dunning.spoilCard();
	await dunning.pass(32);
	expect(await shop.membership()).toMatchObject({ status: 'past_due' });
	await dunning.pass(10);
	await settleLater(installation.services, { communityId: shop.here.id, membershipId });
	expect(await shop.membership()).toMatchObject({ status: 'suspended' });
}

const post = (spaceId: string) => ({
	...{ id: newId(), spaceId, title: 'A word', body: words('A word'), kind: 'discussion' as const },
});

test('who owes past the days of grace reads what they could read and writes there no more; paying restores all of it', async () => {
	const { ada, here } = shop;
	const { spaceId, roleId, membershipId } = await soldRoom();
	const before = await grantsOf(ada);
	expect(before.spaces).toEqual([{ spaceId, source: 'membership' }]);
	expect(before.roles).toContainEqual({ roleId, source: 'membership' });
	const first = await callerOf(ada);
	const { postId } = await first.posts.publish(post(spaceId));
	await suspend(membershipId);
	expect(await grantsOf(ada)).toEqual({
		roles: before.roles.filter(({ source }) => source !== 'membership'),
		spaces: [{ spaceId, source: 'suspended' }],
	});
	const owing = await callerOf(ada);
	expect(await owing.posts.get({ postId })).toMatchObject({ title: 'A word' });
	expect(await outcomeOf(owing.posts.publish(post(spaceId)))).toBe('memberships.unpaid');
	const comment = { id: newId(), postId, parentId: null, body: words('Me too') };
	expect(await outcomeOf(owing.comments.publish(comment))).toBe('memberships.unpaid');
	const react = { subjectKind: 'post' as const, subjectId: postId, emoji: '👍' as const, on: true };
	expect(await outcomeOf(owing.reactions.set(react))).toBe('memberships.unpaid');
	const ctx = await here.as(ada);
	expect(ctx.grants.spaces.readable).toContain(spaceId);
	expect(ctx.grants.spaces.postable).not.toContain(spaceId);
	expect(ctx.grants.spaces.postable.length).toBeGreaterThan(0);

	// Nothing of it comes to anybody else, and the sweep leaves it.
	const stranger = await callerOf(await here.member('member', 'Bo'));
	expect(await outcomeOf(stranger.posts.get({ postId }))).toBe('posts.not_found');
	await memberships.jobs['sweep-memberships'].run(installation.services, {});
	expect((await grantsOf(ada)).spaces).toEqual([{ spaceId, source: 'suspended' }]);

	await dunning.payUp();
	expect(await grantsOf(ada)).toEqual(before);
	await (await callerOf(ada)).comments.publish(comment);
});

test('who has the room by something else, too, writes there as before', async () => {
	const { ada } = shop;
	const { spaceId, membershipId, tiers } = await soldRoom();
	const { spaces } = communityCaller(await tiers.owner());
	await spaces.setMember({ spaceId, memberId: ada.memberId, allowed: true });
	await suspend(membershipId);
	await (await callerOf(ada)).posts.publish(post(spaceId));
	const { stays } = await communityCaller(await tiers.owner()).spaces.setMember({
		...{ spaceId, memberId: ada.memberId, allowed: false },
	});
	expect(stays).toMatchObject([{ source: 'membership' }]);
	expect(await outcomeOf((await callerOf(ada)).posts.publish(post(spaceId)))).toBe(
		'memberships.unpaid',
	);
});

test('who never paid, or was given it all back, reads nothing of it', async () => {
	const { ada } = shop;
	const { spaceId, membershipId } = await soldRoom(14);
	expect((await grantsOf(ada)).spaces).toEqual([{ spaceId, source: 'membership' }]);
	await dunning.spoilCard();
	await dunning.pass(15);
	expect(await shop.membership()).toMatchObject({ status: 'past_due' });
	await dunning.pass(10);
	await settleLater(installation.services, { communityId: shop.here.id, membershipId });
	expect(await shop.membership()).toMatchObject({ status: 'suspended' });
	expect((await grantsOf(ada)).spaces).toEqual([]);
	const ctx = await callerOf(ada).then(() => shop.here.as(ada));
	expect(ctx.grants.spaces.readable).not.toContain(spaceId);
});

test('a suspended membership that ends closes what could be read', async () => {
	const { ada, on, membership } = shop;
	const { membershipId } = await soldRoom();
	await suspend(membershipId);
	const subscription = (await membership()).externalSubscriptionId ?? '';
	await installation.services.payments.subscriptions.cancel(subscription, {}, on());
	await installation.hearStripe();
	expect(await membership()).toMatchObject({ status: 'canceled' });
	expect((await grantsOf(ada)).spaces).toEqual([]);
});
