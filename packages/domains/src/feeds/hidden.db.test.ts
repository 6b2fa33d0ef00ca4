import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let writer: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	writer = await here.as(await here.member('member', 'Wim'));
});
afterAll(() => installation.close());

async function publish(title: string): Promise<string> {
	installation.clock.advance(1);
	const spaceId = writer.grants.spaces.postable[0] ?? '';
	const post = { id: newId(), spaceId, title, body: words('Text') };
	return (await communityCaller(writer).posts.publish(post)).postId;
}

async function reader() {
	const member = await here.member('member', `Reader ${newId().slice(-12)}`);
	return communityCaller(await here.as(member)).feeds;
}

test('what one hid is listed for oneself alone, the newest post first, until it is shown again', async () => {
	const [first, second] = [await publish('First'), await publish('Second')];
	const [feeds, others] = [await reader(), await reader()];
	expect(await feeds.hidden({})).toEqual({ items: [], nextCursor: null });
	for (const postId of [second, first]) await feeds.hide({ postId, on: true });
	const { items } = await feeds.hidden({});
	expect(items.map(({ id, title, author }) => ({ id, title, author }))).toEqual([
		{ id: second, title: 'Second', author: 'Wim' },
		{ id: first, title: 'First', author: 'Wim' },
	]);
	expect((await others.hidden({})).items).toEqual([]);
	await feeds.hide({ postId: second, on: false });
	expect((await feeds.hidden({})).items.map(({ id }) => id)).toEqual([first]);
	const latest = await feeds.list({ mode: 'latest' });
	expect(latest.items.map(({ id }) => id)).toContain(second);
	expect(latest.items.map(({ id }) => id)).not.toContain(first);
});

test('its pages have no gap and no double, and leave out what may not be read any more', async () => {
	const ids = [await publish('One'), await publish('Two'), await publish('Three')];
	const feeds = await reader();
	for (const postId of ids) await feeds.hide({ postId, on: true });
	await here.db
		.updateTable('posts')
		.set({ status: 'removed' })
		.where('id', '=', ids[1] ?? '')
		.execute();
	const first = await feeds.hidden({ limit: 1 });
	const second = await feeds.hidden({ limit: 1, cursor: first.nextCursor });
	expect([first, second].flatMap(({ items }) => items.map(({ id }) => id))).toEqual([
		ids[2],
		ids[0],
	]);
	expect(second.nextCursor).toBeNull();
});
