import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import {
	createTestInstallation,
	OPEN_WEB,
	type TestInstallation,
} from '@kith/testing/test-installation';
import { createSpace, getPost, publishComment } from '@kith/testing/test-verbs';
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
let asked: string[] = [];
let answer: RequestListener = (_, response) => response.end();

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	member = await here.as(await here.member('member', 'Ada Member'));
	web = await openWeb((request, response) => {
		asked.push(request.url ?? '');
		answer(request, response);
	});
	({ site } = web);
});
beforeEach(() => void (asked = []));
afterAll(async () => {
	web.close();
	await installation.close();
});

const publish = (body: RichText) => publishIn(member, body);
const look = (kind: 'post' | 'comment', id: string) => lookAt(installation, here, kind, id);
const cardsOf = (postId: string, ctx = member) => cardsIn(ctx, postId);

test('a link that stands alone gets a card, with a picture of our own; a second text asks nobody', async () => {
	answer = page;
	const url = `${site}/page`;
	const postId = await publish(linking(url));
	expect(await cardsOf(postId)).toEqual([]);
	await look('post', postId);
	const [card] = await cardsOf(postId);
	expect(card?.attrs).toMatchObject({
		...{ url, title: 'A page', description: 'Of words', site: OPEN_WEB },
		picture: { width: 1, height: 1 },
	});
	const fileId = card?.attrs.picture?.fileId ?? '';
	expect((await openFile(member, { fileId, variant: 'thumb' })).contentType).toBe('image/webp');
	expect(asked).toEqual(['/page', '/p.png']);
	const { commentId } = await publishComment(member, {
		...{ id: newId(), postId, parentId: null, body: linking(url) },
	});
	await look('comment', commentId);
	await look('post', postId);
	expect(asked).toHaveLength(2);
	const { items } = await communityCaller(member).comments.list({ postId });
	expect(JSON.stringify(items[0]?.body)).toContain('linkCard');
});

test('whoever writes sees the card before the text is out, and nobody is asked twice', async () => {
	answer = page;
	const api = communityCaller(member);
	const url = `${site}/before`;
	const preview = await api.links.preview({ url });
	expect(preview).toMatchObject({ title: 'A page', description: 'Of words', site: OPEN_WEB });
	expect(asked).toEqual(['/before', '/p.png']);
	expect(await api.links.preview({ url })).toEqual(preview);
	const postId = await publish(linking(url));
	await look('post', postId);
	expect(asked).toHaveLength(2);
	expect((await cardsOf(postId))[0]?.attrs).toEqual({ url, ...preview });
	answer = (_, response) => response.writeHead(404).end();
	expect(await api.links.preview({ url: `${site}/silent` })).toBeNull();
	expect(await api.links.preview({ url: 'http://169.254.169.254/latest/meta-data' })).toBeNull();
	await expect(api.links.preview({ url: 'ftp://example.org' })).rejects.toThrow();
});

test('one member has sixty pages looked at in an hour; what is known costs nothing', async () => {
	answer = page;
	const api = communityCaller(await here.as(await here.member('member', 'Eager Member')));
	const url = (number: number) => `${site}/many/${number}`;
	for (let number = 0; number < 60; number++) await api.links.preview({ url: url(number) });
	expect(await outcomeOf(api.links.preview({ url: url(60) }))).toBe('limits.too_many');
	expect(await api.links.preview({ url: url(0) })).not.toBeNull();
});

test('what a page says is asked for again after a month, and a card of nothing after a day', async () => {
	answer = page;
	const again = await publish(linking(`${site}/again`));
	await look('post', again);
	answer = (_, response) => response.writeHead(404).end();
	const gone = await publish(linking(`${site}/gone`));
	await look('post', gone);
	expect(await cardsOf(gone)).toEqual([]);
	asked = [];
	await look('post', gone);
	expect(asked).toEqual([]);
	installation.clock.advance(86_401);
	await look('post', gone);
	await look('post', again);
	expect(asked).toEqual(['/gone']);
	installation.clock.advance(30 * 86_400);
	await look('post', again);
	expect(asked).toContain('/again');
	expect(await cardsOf(again)).toEqual([]);
});

test('nobody is asked for a private address, and links among words get no card', async () => {
	const secret = 'http://127.0.0.1:80/admin';
	const postId = await publish(linking(secret, 'http://169.254.169.254/latest/meta-data'));
	await look('post', postId);
	expect(await cardsOf(postId)).toEqual([]);
	const known = here.db.selectFrom('links').select('isFound').where('url', '=', secret);
	expect(await known.execute()).toEqual([{ isFound: false }]);
	const [line] = linking(`${site}/page`).content;
	const content = [
		{ type: 'text', text: 'See ' },
		...((line as { content: object[] }).content ?? []),
	];
	const among = await publish({
		type: 'doc',
		content: [{ type: 'paragraph', content }],
	} as RichText);
	asked = [];
	await look('post', among);
	expect(asked).toEqual([]);
	expect(await cardsOf(among)).toEqual([]);
});

test('a page shows code in its colours, embeds with their frames, and spaces as far as they can be read', async () => {
	const founder = await here.as(await founderOf(here));
	const secret = { ...spaceFields('Secret'), visibility: 'private' as const };
	const { spaceId: hidden } = await createSpace(founder, secret);
	const open = member.snapshot.spaces.find(({ id }) => member.grants.spaces.readable.includes(id));
	const mention = (id: string) => ({ type: 'spaceMention', attrs: { id, label: 'Then' } });
	const body = {
		type: 'doc',
		content: [
			{ type: 'codeBlock', attrs: { language: 'ts' }, content: [{ type: 'text', text: 'let a' }] },
			{ type: 'embed', attrs: { provider: 'youtube', id: 'dQw4w9WgXcQ' } },
			{ type: 'paragraph', content: [mention(open?.id ?? ''), mention(hidden)] },
		],
	} as RichText;
	const postId = await publish(body);
	expect((await getPost(member, { postId })).body.content).toMatchObject([
		{ attrs: { language: 'ts', shades: '3k2 ' } },
		{
			attrs: {
				...{ provider: 'youtube', site: 'YouTube', title: null, picture: null },
				src: 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1',
				page: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
			},
		},
		{
			content: [
				{ attrs: { label: open?.name, slug: open?.slug } },
				{ attrs: { id: hidden, label: 'Then' } },
			],
		},
	]);
	const stored = here.db.selectFrom('posts').select('body').where('id', '=', postId);
	expect((await stored.executeTakeFirstOrThrow()).body).toEqual(body);
	expect(await outcomeOfEdit(postId, (await getPost(member, { postId })).body)).toBe('kept');
});

test('an accepted answer and a version are drawn like the rest of their pages', async () => {
	const embed = { type: 'embed', attrs: { provider: 'youtube', id: 'dQw4w9WgXcQ' } };
	const body = { type: 'doc', content: [embed] } as RichText;
	const api = communityCaller(member);
	const spaceId = member.grants.spaces.postable[0] ?? '';
	const postId = newId();
	await api.posts.publish({ id: postId, spaceId, title: 'How?', body, kind: 'question' });
	const answer = { id: newId(), postId, parentId: null, body };
	const { commentId } = await api.comments.publish(answer);
	await api.questions.accept({ postId, commentId });
	await api.posts.edit({ postId, version: 1, title: 'How, then?', body });
	const drawn = {
		content: [{ attrs: { site: 'YouTube', src: expect.stringContaining('embed') } }],
	};
	const shown = await api.posts.get({ postId });
	expect(shown.body).toMatchObject(drawn);
	expect(shown.parts.question?.answer?.body).toMatchObject(drawn);
	const version = { subjectKind: 'post', subjectId: postId, number: 1 } as const;
	expect((await api.history.version(version)).body).toMatchObject(drawn);
});

/** What a page shows may come back from a careless client: nothing derived is stored. */
async function outcomeOfEdit(postId: string, body: RichText): Promise<string> {
	await communityCaller(member).posts.edit({ postId, version: 1, title: 'Links', body });
	const row = here.db.selectFrom('posts').select('body').where('id', '=', postId);
	const text = JSON.stringify((await row.executeTakeFirstOrThrow()).body);
	return /shades|slug|youtube-nocookie/.test(text) ? 'stored' : 'kept';
}

test('a text without links costs no statement more', async () => {
	const postId = await publish(words('Plain'));
	expect((await getPost(member, { postId })).body).toEqual(words('Plain'));
});
