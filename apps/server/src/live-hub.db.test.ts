import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRoot, platformOf } from '@kith/db/handles';
import { communityCaller } from '@kith/domains';
import { publishPost } from '@kith/domains/posts';
import { newId } from '@kith/kernel/ids';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startRelay } from './relay.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;
let there: TestCommunity;
let ana: TestMember;
let stopRelay: () => Promise<void>;

const host = (community: TestCommunity) => `${community.community.slug}.kith.localhost:4000`;

beforeAll(async () => {
	installation = await createTestInstallation();
	[here, there] = [
		await createTestCommunity(installation, { template: 'product-users' }),
		await createTestCommunity(installation, { template: 'product-users' }),
	];
	server = await startTestServer(installation);
	ana = await here.member('member', 'Ana');
	const { services, owner } = installation;
	const ownerDb = platformOf(createRoot(owner));
	stopRelay = startRelay({ services, ownerDb });
});
afterAll(async () => {
	await stopRelay();
	await server.close();
	await installation.close();
});

const text = (words: string) => ({
	type: 'doc' as const,
	content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }] }],
});

async function publish(community: TestCommunity, who: TestMember, slug?: string) {
	const ctx = await community.as(who);
	const space = ctx.snapshot.spaces.find((one) =>
		slug ? one.slug === slug : one.posting === 'everyone' && one.visibility !== 'private',
	);
	const post = { id: newId(), spaceId: space?.id ?? '', title: 'News', body: text('News') };
	return (await publishPost(ctx, post)).postId;
}

/** A stream of `who`; their session is known to the server as after a sign-in. */
async function open(community: TestCommunity, who: TestMember, headers = {}) {
	await community.as(who);
	const cookie = `kith=${who.userId}`;
	return server.listen(host(community), { cookie, ...headers });
}

const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), 5000);

test('an event reaches the open pages of its community, and of no other', async () => {
	const stranger = await there.member('member', 'Sam');
	const [mine, theirs] = [await open(here, ana), await open(there, stranger)];
	const postId = await publish(here, await here.member('member', 'Bea'));
	await until(() => mine.text.includes(postId));
	expect(mine.text).toContain('event: posts.published');
	await sleep(300);
	expect(theirs.text).not.toContain(postId);
	mine.close();
	theirs.close();
});

test('a visitor of a private community gets a stream on which nothing arrives', async () => {
	const visitor = await server.listen(host(here));
	const postId = await publish(here, ana);
	const member = await open(here, ana, {});
	await publish(here, ana);
	await sleep(500);
	expect(visitor.text).not.toContain(postId);
	visitor.close();
	member.close();
});

test('what was missed is replayed from the last known event on', async () => {
	const first = await open(here, ana);
	const seen = await publish(here, ana);
	await until(() => first.text.includes(seen));
	const last = /id: (\S+)\nevent: posts\.published\ndata: [^\n]*$/m.exec(first.text)?.[1] ?? '';
	first.close();
	const missed = [await publish(here, ana), await publish(here, ana)];
	const second = await open(here, ana, { 'last-event-id': last });
	await until(() => missed.every((id) => second.text.includes(id)));
	second.close();
});

test('events of a private space reach those who were let in only', async () => {
	const ctx = await here.as(ana);
	const hidden = (await here.db
		.selectFrom('spaces')
		.select(['id', 'slug'])
		.where('visibility', '=', 'private')
		.executeTakeFirstOrThrow()) as { id: string; slug: string };
	expect(ctx.grants.spaces.readable).not.toContain(hidden.id);
	const admin = await here.member('admin', 'Ada');
	const [anas, adas] = [await open(here, ana), await open(here, admin)];
	const postId = await publish(here, admin, hidden.slug);
	await until(() => adas.text.includes(postId));
	await sleep(300);
	expect(anas.text).not.toContain(postId);
	anas.close();
	adas.close();
});

test('of who blocked each other neither hears anything, and everybody else hears both', async () => {
	const [bob, cat] = [await here.member('member', 'Bob'), await here.member('member', 'Cat')];
	const { relations } = communityCaller(await here.as(ana));
	const before = await open(here, ana);
	await relations.block({ memberId: bob.memberId, on: true });
	// What was open had the old rights.
	await until(() => !before.isOpen);
	const [anas, bobs, cats] = [await open(here, ana), await open(here, bob), await open(here, cat)];
	const from = newId();
	const [hers, his] = [await publish(here, ana), await publish(here, bob)];
	await until(() => [hers, his].every((id) => cats.text.includes(id)));
	await until(() => anas.text.includes(hers) && bobs.text.includes(his));
	await sleep(300);
	expect(anas.text).not.toContain(his);
	expect(bobs.text).not.toContain(hers);
	for (const stream of [anas, bobs, cats]) stream.close();
	// What was missed is replayed without it, too.
	const again = await open(here, ana, { 'last-event-id': from });
	await until(() => again.text.includes(hers));
	expect(again.text).not.toContain(his);
	again.close();
	await communityCaller(await here.as(ana)).relations.block({ memberId: bob.memberId, on: false });
});

test('a change of roles or spaces ends the stream, so that it comes back with new rights', async () => {
	const stream = await open(here, ana);
	const ctx = await here.as(ana);
	await ctx.transaction(async (tx) => tx.touchMember(ana.memberId));
	await until(() => !stream.isOpen);
	const again = await open(here, ana);
	await ctx.transaction(async (tx) => tx.touchCommunity());
	await until(() => !again.isOpen);
});
