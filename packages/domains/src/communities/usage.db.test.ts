import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

test('usage counts what is there and what is recent, without examples, who waits, or what was taken back', async () => {
	const owner = await here.as(await founderOf(here));
	const api = communityCaller(owner);
	const spaceId = owner.grants.spaces.postable[0] ?? '';
	const publish = async () => {
		const postId = newId();
		await api.posts.publish({ id: postId, spaceId, title: 'Words', body: words('Words') });
		return postId;
	};
	const before = await api.communities.usage();
	expect(before).toMatchObject({ members: { all: 1 }, posts: { all: 0, late: 0 } });
	await publish();
	installation.clock.advance(31 * 86_400);
	const postId = await publish();
	await api.comments.publish({ id: newId(), postId, parentId: null, body: words('Yes') });
	await api.posts.delete({ postId: await publish() });
	await here.member('member', 'Ann');
	await here.member('member', 'Paul', 'pending');
	expect(await api.communities.usage()).toMatchObject({
		...{ members: { all: 2 }, posts: { all: 2, late: 1 }, comments: { all: 1, late: 1 } },
		spaces: before.spaces,
	});
	const keeper = communityCaller(await here.as(await here.member('moderator', 'Mo')));
	expect(await outcomeOf(keeper.communities.usage())).toBe('permissions.denied');
});
