import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import {
	createTestInstallation,
	OPEN_WEB,
	type TestInstallation,
} from '@kith/testing/test-installation';
import { getPost, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { openFile } from '../media/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { cardsIn, linking, lookAt, openWeb, page, publishIn } from './links-fixture.ts';

let installation: TestInstallation;
let here: TestCommunity;
let member: CommunityContext;
let web: Awaited<ReturnType<typeof openWeb>>;
let site = '';

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	member = await here.as(await here.member('member', 'Ada Member'));
	web = await openWeb(page);
	({ site } = web);
});
afterAll(async () => {
	web.close();
	await installation.close();
});

const publish = (body: RichText) => publishIn(member, body);
const look = (postId: string) => lookAt(installation, here, 'post', postId);

const cardIn = async (postId: string, ctx = member) => {
	const { posts } = communityCaller(ctx);
	const { items } = await posts.list({});
	return items.find(({ id }: { id: string }) => id === postId)?.link;
};
const line = (...pieces: [text: string, href?: string, hidden?: boolean][]) => ({
	type: 'paragraph' as const,
	content: pieces.map(([text, href, hidden]) => ({
		...{ type: 'text' as const, text },
		marks: [
			...(href ? [{ type: 'link' as const, attrs: { href } }] : []),
			...(hidden ? [{ type: 'spoiler' as const }] : []),
		],
	})),
});

test('in lists a post carries the page of its first lone link, once that was fetched', async () => {
	const [first, second] = [`${site}/first`, `${site}/second`];
	const body: RichText = {
		type: 'doc',
		content: [
			...words('Among words').content,
			line(['Read '], [`${site}/among`, `${site}/among`], [' first']),
			line([first, first], [' ']),
			line([second, second]),
		],
	};
	const postId = await publish(body);
	expect(await cardIn(postId)).toBeNull();
	await look(postId);
	const link = await cardIn(postId);
	expect(link).toMatchObject({ title: 'A page', site: OPEN_WEB, picture: { width: 1, height: 1 } });
	const fileId = link?.picture?.fileId ?? '';
	expect((await openFile(member, { fileId, variant: 'thumb' })).contentType).toBe('image/webp');
	const shown = await cardsIn(member, postId);
	expect(shown[0]?.attrs.picture?.fileId).toBe(fileId);
	// The post itself has its cards in its text.
	expect(await getPost(member, { postId })).not.toHaveProperty('link');
});

test('no list shows a page behind a warning, one that was hidden, one among words, or one that is none', async () => {
	const url = `${site}/known`;
	await look(await publish(linking(url)));
	const spaceId = member.grants.spaces.postable[0] ?? '';
	const warned = newId();
	await publishPost(member, {
		...{ id: warned, spaceId, title: 'Warned', body: linking(url), contentWarning: 'Loud' },
	});
	const doc = (...content: RichText['content']): RichText => ({ type: 'doc', content });
	const others = [
		doc(line([url, url, true])),
		doc(line(['See '], [url, url])),
		doc({ type: 'blockquote', content: [line([url, url])] }),
		doc(line(['one', `${site}/unknown`])),
		words('Plain'),
	];
	for (const postId of [warned, ...(await Promise.all(others.map((body) => publish(body))))])
		expect(await cardIn(postId)).toBeNull();
	expect(await cardIn(await publish(linking(url)))).toMatchObject({ title: 'A page' });
	// Another community has fetched nothing of it.
	const elsewhere = await createTestCommunity(installation);
	const owner = await elsewhere.as(await founderOf(elsewhere));
	const id = newId();
	const there = owner.grants.spaces.postable[0] ?? '';
	await publishPost(owner, { id, spaceId: there, title: 'There', body: linking(url) });
	expect(await cardIn(id, owner)).toBeNull();
});
