import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity } from '@kith/testing/test-community';
import { pictureOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { testPhoto } from '@kith/testing/test-photo';
import { uploadedBy } from '@kith/testing/test-uploads';
import { editPost, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { uploadImage } from '../media/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

let installation: TestInstallation;
let ann: CommunityContext;
const ids: Record<string, string> = {};

beforeAll(async () => {
	installation = await createTestInstallation();
	const here = await createTestCommunity(installation);
	ann = await here.as(await here.member('member', 'Ann'));
	ids.plain = await post(words('Nothing but words: has video, =video, file:'));
	for (const [name, body] of Object.entries(await bodies())) {
		ids[name] = await post(body);
		ids[`${name} below`] = await comment(ids.plain, body);
	}
	ids.poll = await post(words('Which?'), {
		...{ method: 'single', choices: ['One', 'Two'], maxChoices: 1, isAnonymous: false },
		...{ results: 'always', openDays: null },
	});
});
afterAll(() => installation.close());

const fileOf = (fileId: string, mime: string): RichText => ({
	type: 'doc',
	content: [{ type: 'file', attrs: { fileId, name: 'thing', bytes: 10, mime } }],
});
/** A text for each thing that can be asked for, made anew: a file is shown where it was put first. */
async function bodies(): Promise<Record<string, RichText>> {
	const bytes = Buffer.from(await testPhoto(40, 30));
	const picture = await uploadImage(ann, { bytes, name: 'sea.png', purpose: 'post' });
	const marks = [{ type: 'link' as const, attrs: { href: 'https://a.example/' } }];
	return {
		picture: pictureOf(picture.fileId),
		file: fileOf((await uploadedBy(ann)).fileId, 'text/plain'),
		film: fileOf((await uploadedBy(ann)).fileId, 'video/mp4'),
		link: {
			type: 'doc',
			content: [{ type: 'paragraph', content: [{ type: 'text', text: 'here', marks }] }],
		},
		player: {
			type: 'doc',
			content: [{ type: 'embed', attrs: { provider: 'vimeo', id: '76979871' } }],
		},
		sound: {
			type: 'doc',
			content: [{ type: 'embed', attrs: { provider: 'spotify', id: `track/${'a'.repeat(22)}` } }],
		},
	};
}
async function post(body: RichText, poll?: Parameters<typeof publishPost>[1]['poll']) {
	const spaceId = ann.grants.spaces.postable[0] ?? '';
	const made = { id: newId(), spaceId, title: 'Marmalade', body, ...(poll && { poll }) };
	return (await publishPost(ann, made)).postId;
}
async function comment(postId: string, body: RichText) {
	const id = newId();
	await publishComment(ann, { id, postId, parentId: null, body });
	return id;
}
async function found(text: string, more: object = {}) {
	const { items, unknownFilters } = await communityCaller(ann).search.find({
		...{ text, limit: 50 },
		...more,
	});
	expect(unknownFilters).toEqual([]);
	return items.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? '?').toSorted();
}
const inBoth = (...names: string[]) => names.flatMap((name) => [name, `${name} below`]).toSorted();

test.for([
	['picture', inBoth('picture')],
	['image', inBoth('picture')],
	['file', inBoth('file', 'film')],
	['video', inBoth('film', 'player')],
	['link', inBoth('link', 'player', 'sound')],
	['poll', ['poll']],
] as const)('has:%s finds the posts and comments that hold one', async ([what, names]) => {
	expect(await found(`has:${what}`)).toEqual(names);
	const posts = names.filter((name) => !name.endsWith('below'));
	expect(await found(`marmalade has:${what}`)).toEqual(posts);
	expect(await found(`marmalade has:${what} before:2001-01-01`)).toEqual([]);
	expect(await found(`has:${what}`, { kind: 'posts' })).toEqual(posts);
});

test('several are asked for together, and an edit changes what a post holds', async () => {
	expect(await found('has:video has:link')).toEqual(inBoth('player'));
	expect(await found('has:video has:file has:poll')).toEqual([]);
	const postId = await post(words('At first without'));
	ids.edited = postId;
	expect(await found('has:link')).not.toContain('edited');
	const { link = words('') } = await bodies();
	await editPost(ann, { postId, version: 1, title: 'Marmalade', body: link });
	expect(await found('has:link')).toContain('edited');
	await editPost(ann, { postId, version: 2, title: 'Marmalade', body: words('Without again') });
	expect(await found('has:link')).not.toContain('edited');
});

test('whoever writes the sign of a thing holds none', async () => {
	expect(await found('=video')).not.toContain('film');
	expect(await found('has:video')).not.toContain('plain');
});
