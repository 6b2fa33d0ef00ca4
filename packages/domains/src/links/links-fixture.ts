import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@kith/kernel/ids';
import type { TestCommunity } from '@kith/testing/test-community';
import { OPEN_WEB, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { consumers, jobs } from '../index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

/** A server of the open web, and its address. */
export async function openWeb(answer: RequestListener) {
	const web = createServer(answer);
	const port = await new Promise<number>((done) =>
		web.listen(0, OPEN_WEB, () => done((web.address() as AddressInfo).port)),
	);
	const close = () => {
		web.close();
		web.closeAllConnections();
	};
	return { site: `http://${OPEN_WEB}:${port}`, close };
}

const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
/** A page that says what it is, with a picture. */
export const page: RequestListener = (request, response) => {
	if (request.url === '/p.png') response.writeHead(200, { 'content-type': 'image/png' }).end(PIXEL);
	else
		response
			.writeHead(200, { 'content-type': 'text/html' })
			.end(
				'<meta property=og:title content="A page"><meta property=og:image content=/p.png><meta name=description content="Of words"><title>x</title>',
			);
};

/** A text of lines that are links. */
export const linking = (...urls: string[]): RichText => ({
	type: 'doc',
	content: urls.map((href) => ({
		type: 'paragraph',
		content: [{ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }],
	})),
});

/** Publishes into the first space that somebody may write in. */
export async function publishIn(member: CommunityContext, body: RichText): Promise<string> {
	const id = newId();
	const spaceId = member.grants.spaces.postable[0] ?? '';
	await publishPost(member, { id, spaceId, title: 'Links', body });
	return id;
}

/** Looks at the links of a text as the worker does once it is out. */
export async function lookAt(
	installation: TestInstallation,
	here: TestCommunity,
	kind: 'post' | 'comment',
	id: string,
): Promise<void> {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const type = kind === 'post' ? 'posts.published' : 'comments.published';
	const payload = kind === 'post' ? { postId: id } : { commentId: id };
	const event = { id: newId(), communityId: here.id, type, payload, occurredAt: new Date(0) };
	await consumers.get('look-at-links')?.handle(ctx, { ...event, actor: ctx.actor });
	const asking = installation.owner.query<{ payload: { name: string; payload: object } }>(
		`delete from streams.outbox where type = 'jobs.requested' returning payload`,
	);
	for (const { payload: job } of (await asking).rows)
		await jobs.get(job.name)?.run(installation.services, job.payload);
}

/** The cards in a post's text. */
// authorize: getPost asks.
export const cardsIn = async (ctx: CommunityContext, postId: string) =>
	(await getPost(ctx, { postId })).body.content.filter(
		({ type }: { type: string }) => type === 'linkCard',
	) as unknown as { attrs: Record<string, unknown> & { picture: { fileId: string } | null } }[];
