import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { openFile } from './open-file.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ann: CommunityContext;
let bob: CommunityContext;
let mod: CommunityContext;
let fileId: string;
let spaceId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	ann = await here.as(await here.member('member', 'Ann'));
	bob = await here.as(await here.member('member', 'Bob'));
	mod = await here.as(await here.member('moderator', 'Mo'));
	spaceId = ann.grants.spaces.postable[0] ?? '';
});
beforeEach(async () => {
	({ fileId } = await uploadedBy(ann));
});
afterAll(() => installation.close());

const attached = (id: string): RichText => ({
	type: 'doc',
	content: [
		{ type: 'file', attrs: { fileId: id, name: 'notes.txt', bytes: 10, mime: 'text/plain' } },
	],
});
const api = communityCaller;
const opens = (ctx: CommunityContext) =>
	outcomeOf(openFile(ctx, { fileId, variant: 'original' }).then(async ({ body }) => body.cancel()));
const post = async (body = attached(fileId)) => {
	const { postId } = await api(ann).posts.publish({ id: newId(), spaceId, title: 'Plan', body });
	return postId;
};

test('a file in a post is opened by who reads the post, for as long as the post is there', async () => {
	expect(await opens(bob)).toBe('media.not_found');
	const postId = await post();
	expect(await opens(bob)).toBe('done');
	expect(await opens(await here.as(null))).toBe('media.not_found');
	await api(mod).posts.remove({ postId });
	expect(await opens(bob)).toBe('media.not_found');
	expect([await opens(ann), await opens(mod)]).toEqual(['done', 'done']);
});

test('a file in a comment goes with the comment, and with the post above it', async () => {
	const postId = await post(words('Plan'));
	const comment = { id: newId(), postId, parentId: null, body: attached(fileId) };
	const { commentId } = await api(ann).comments.publish(comment);
	expect(await opens(bob)).toBe('done');
	await api(mod).comments.remove({ commentId });
	expect(await opens(bob)).toBe('media.not_found');
	await api(ann).comments.publish({ ...comment, id: newId() });
	expect(await opens(bob)).toBe('done');
	await api(ann).posts.delete({ postId });
	expect(await opens(bob)).toBe('media.not_found');
});

test('a file in two posts is there until the last of them is gone', async () => {
	const [first, second] = [await post(), await post()];
	await api(ann).posts.delete({ postId: first });
	expect(await opens(bob)).toBe('done');
	await api(ann).posts.delete({ postId: second });
	expect(await opens(bob)).toBe('media.not_found');
});

test('nobody attaches another’s file, one of another community, or one that is still on its way', async () => {
	const publish = (ctx: CommunityContext) =>
		outcomeOf(
			api(ctx).posts.publish({ id: newId(), spaceId, title: 'Plan', body: attached(fileId) }),
		);
	expect(await publish(bob)).toBe('posts.foreign_picture');
	const other = await createTestCommunity(installation);
	fileId = (await uploadedBy(await other.as(await other.member('owner', 'Eve')))).fileId;
	expect(await publish(ann)).toBe('posts.foreign_picture');
});

test('a post is found by the name of a file in it', async () => {
	await post({
		type: 'doc',
		content: [
			{
				type: 'file',
				attrs: { fileId, name: 'Quincejam.pdf', bytes: 10, mime: 'application/pdf' },
			},
		],
	});
	const { items } = await api(bob).search.find({ text: 'quincejam' });
	expect(items.length).toBeGreaterThan(0);
});

test('what a person who leaves and takes everything along had uploaded is gone for everybody', async () => {
	const leaver = await here.member('member', 'Leo');
	const leo = await here.as(leaver);
	fileId = (await uploadedBy(leo)).fileId;
	await api(leo).posts.publish({ id: newId(), spaceId, title: 'Plan', body: attached(fileId) });
	expect(await opens(bob)).toBe('done');
	await api(leo).members.leave({ contributions: 'delete' });
	expect([await opens(bob), await opens(mod)]).toEqual(['media.not_found', 'media.not_found']);
});
