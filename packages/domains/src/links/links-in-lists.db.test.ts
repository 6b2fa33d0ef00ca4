import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers, jobs } from '../index.ts';
import { openFile } from '../media/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let member: CommunityContext;
let web: Server;
let site = '';

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	member = await here.as(await here.member('member', 'Ada Member'));
	web = createServer(page);
	const port = await new Promise<number>((done) =>
		web.listen(0, OPEN_WEB, () => done((web.address() as AddressInfo).port)),
	);
	site = `http://${OPEN_WEB}:${port}`;
});
afterAll(async () => {
	web.close();
	web.closeAllConnections();
	await installation.close();
});

const linking = (...urls: string[]): RichText => ({
	type: 'doc',
	content: urls.map((href) => ({
		type: 'paragraph',
		content: [{ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }],
	})),
});
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const page: RequestListener = (request, response) => {
	if (request.url === '/p.png') response.writeHead(200, { 'content-type': 'image/png' }).end(PIXEL);
	else
		response
			.writeHead(200, { 'content-type': 'text/html' })
			.end(
				'<meta property=og:title content="A page"><meta property=og:image content=/p.png><meta name=description content="Of words"><title>x</title>',
			);
};

async function publish(body: RichText): Promise<string> {
	const id = newId();
	const spaceId = member.grants.spaces.postable[0] ?? '';
	await publishPost(member, { id, spaceId, title: 'Links', body });
	return id;
}
async function look(postId: string) {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const event = {
		...{ id: newId(), communityId: here.id, type: 'posts.published', payload: { postId } },
		occurredAt: ctx.clock.now(),
	};
	await consumers.get('look-at-links')?.handle(ctx, { ...event, actor: ctx.actor });
	const asking = installation.owner.query<{ payload: { name: string; payload: object } }>(
		`delete from streams.outbox where type = 'jobs.requested' returning payload`,
	);
	for (const { payload: job } of (await asking).rows)
		await jobs.get(job.name)?.run(installation.services, job.payload);
}
const cardsOf = async (postId: string, ctx = member) =>
	(await getPost(ctx, { postId })).body.content.filter(
		({ type }: { type: string }) => type === 'linkCard',
	) as unknown as { attrs: Record<string, unknown> & { picture: { fileId: string } | null } }[];

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
	const shown = await cardsOf(postId);
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
