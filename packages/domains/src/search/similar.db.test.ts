import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, publishPost, removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { similar } from './similar.ts';

let installation: TestInstallation;
let here: TestCommunity;
let founder: CommunityContext;
let member: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	founder = await here.as(await founderOf(here));
	member = await here.as(await here.member('member', 'Ada Member'));
});
afterAll(() => installation.close());

async function post(title: string, spaceId = member.grants.spaces.postable[0] ?? '') {
	const postId = newId();
	await publishPost(founder, { id: postId, spaceId, title, body: words('As it says.') });
	return postId;
}
const found = async (title: string, ctx = member) =>
	(await similar(ctx, { title })).map((one) => one.title);

test('a question that was asked already is found in other words, and nothing that is not alike', async () => {
	await post('How do I reset my password?');
	await post('Lunch on Friday');
	for (let copy = 1; copy <= 7; copy++) await post(`Resetting a password, part ${copy}`);
	expect((await found('how can I reset the password'))[0]).toBe('How do I reset my password?');
	expect(await found('reset password')).toHaveLength(5);
	expect(await found('Gardening in winter')).toEqual([]);
	for (const odd of ['???', "' or 1=1", 'a & | ! :*', '"quoted', '-minus', '東京都'])
		expect(await found(odd)).toEqual([]);
});

test('what the writer cannot read is not hinted at', async () => {
	const { spaceId } = await createSpace(founder, {
		...spaceFields('Board'),
		visibility: 'private',
	});
	founder = await here.as(await founderOf(here));
	await post('Quarterly layoffs plan', spaceId);
	const removed = await post('Quarterly picnic plan');
	await removePost(founder, { postId: removed });
	expect(await found('Quarterly layoffs plan', founder)).toEqual(['Quarterly layoffs plan']);
	expect(await found('Quarterly layoffs plan')).toEqual([]);
	expect(await outcomeOf(similar(await here.as(null), { title: 'Quarterly' }))).not.toBe('done');
});
