import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openShop } from '@kith/testing/test-tiers';
import { communityCaller } from '../index.ts';

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

/** A private space with one post in it, described for strangers. */
async function backRoom() {
	const spaceId = await shop.room();
	const { slug } = await here.db
		.updateTable('spaces')
		.set({ description: 'Where patrons meet' })
		.where('id', '=', spaceId)
		.returning('slug')
		.executeTakeFirstOrThrow();
	const post = { id: newId(), spaceId, title: 'What only patrons read', body: words('Inside') };
	await communityCaller(await shop.owner()).posts.publish(post);
	const knock = async (who: Parameters<TestCommunity['as']>[0]) =>
		communityCaller(await shop.fresh(who)).spaces.locked({ slug });
	return { spaceId, slug, knock };
}

test('at a locked door stands what the space is for and how much is in it, nothing of what is in it', async () => {
	const { spaceId, slug, knock } = await backRoom();
	const tier = await shop.tier([{ kind: 'space', spaceId }]);
	const door = await knock(null);
	expect(door).toMatchObject({ id: spaceId, slug, description: 'Where patrons meet' });
	expect(door).toMatchObject({ postCount: 1, lastActivityAt: expect.any(Date) });
	expect(JSON.stringify(door)).not.toMatch(/only patrons read|Inside/);
	const { memberId } = await here.member('member', `Noa ${newId().slice(-6)}`);
	await shop.give(memberId, tier.tierId);
	expect((await knock(null)).memberCount).toBe(door.memberCount + 1);
});

test('there is a door only where something on offer opens it, and only for who is outside', async () => {
	const { spaceId, knock } = await backRoom();
	const member = await here.member('member', `Noa ${newId().slice(-6)}`);
	expect(await outcomeOf(knock(member))).toBe('spaces.not_found');
	const tier = await shop.tier([{ kind: 'space', spaceId }]);
	expect(await outcomeOf(knock(member))).toBe('done');
	await shop.give(member.memberId, tier.tierId);
	expect(await outcomeOf(knock(member))).toBe('spaces.not_found');
	await communityCaller(await shop.owner()).spaces.archive({ spaceId });
	expect(await outcomeOf(knock(null))).toBe('spaces.not_found');
});

test('who may not enter the community sees none of its doors', async () => {
	const closed = await createTestCommunity(installation);
	const club = await openShop(installation, closed);
	const spaceId = await club.room();
	await club.tier([{ kind: 'space', spaceId }]);
	const { spaces } = (await club.owner()).snapshot;
	const slug = spaces.find(({ id }) => id === spaceId)?.slug ?? '';
	const knock = async (who: Parameters<TestCommunity['as']>[0]) =>
		outcomeOf(communityCaller(await club.fresh(who)).spaces.locked({ slug }));
	expect(await knock(null)).toBe('spaces.not_found');
	expect(await knock(await closed.member('member', 'Noa'))).toBe('done');
});
