import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const api = communityCaller;

test('a content warning folds the text everywhere a list would have told it', async () => {
	const author = await here.as(await founderOf(here));
	const contentWarning = 'Spiders';
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const postId = newId();
	const text = { title: 'Title', body: words('Eight legs'), contentWarning };
	await api(author).posts.publish({ id: postId, spaceId, ...text });
	const listed = (await api(author).posts.list({ spaceId })).items.find(({ id }) => id === postId);
	expect(listed).toMatchObject({ contentWarning, excerpt: '', cover: null });
	expect(await api(author).posts.get({ postId })).toMatchObject({ contentWarning, excerpt: '' });
	const edit = { postId, version: 1, title: 'Title', body: words('Eight legs') };
	await api(author).posts.edit(edit);
	expect((await api(author).posts.get({ postId })).contentWarning).toBe(contentWarning);
	await api(author).posts.edit({ ...edit, version: 2, contentWarning: '' });
	expect((await api(author).posts.get({ postId })).excerpt).toBe('Eight legs');
});
