import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRoot, platformOf } from '@kith/db/handles';
import { communityCaller } from '@kith/domains';
import { publishPost } from '@kith/domains/posts';
import { newId } from '@kith/kernel/ids';
import type { RequestFacts } from '@kith/domains/context';
import { createCommunityContext } from '@kith/domains/create-context';
import { signedIn } from '@kith/testing/test-identity';
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

const listen = ({ cookie }: RequestFacts) => server.listen(host(here), { cookie });
const apiOf = async (browser: RequestFacts) =>
	communityCaller(await createCommunityContext(installation.services, here.community, browser));

test('who signs out everywhere hears nothing more on any device, and nobody else is cut off', async () => {
	const { email } = await here.member('member', 'Dan Devices');
	const [phone, laptop] = [
		await signedIn(installation, here, email),
		await signedIn(installation, here, email),
	];
	const copied = { ...phone, cookie: phone.cookie };
	const [onPhone, onLaptop] = [await listen(phone), await listen(laptop)];
	const others = await open(here, ana);
	const first = await publish(here, ana);
	await until(() => [onPhone, onLaptop, others].every(({ text: all }) => all.includes(first)));
	await (await apiOf(laptop)).identity.signOutEverywhere();
	await until(() => !onPhone.isOpen && !onLaptop.isOpen);
	const again = await listen(copied);
	const later = await publish(here, ana);
	await until(() => others.text.includes(later));
	await sleep(300);
	expect(others.isOpen).toBe(true);
	for (const gone of [onPhone, onLaptop, again]) expect(gone.text).not.toContain(later);
	for (const stream of [again, others]) stream.close();
});

test('a session that is ended from another device, or by a new password, hears nothing more; the other comes back', async () => {
	const { email } = await here.member('member', 'Eva Elsewhere');
	const endings: ((api: Awaited<ReturnType<typeof apiOf>>) => Promise<unknown>)[] = [
		async ({ identity }) => {
			const other = (await identity.sessions()).find(({ isCurrent }) => !isCurrent);
			await identity.revokeSession({ sessionId: other?.id ?? '' });
		},
		async ({ identity }) => identity.revokeOtherSessions(),
		async ({ identity }) => identity.setPassword({ password: 'a new password' }),
	];
	const laptop = await signedIn(installation, here, email);
	for (const end of endings) {
		const phone = await signedIn(installation, here, email);
		const before = [await listen(phone), await listen(laptop)];
		const others = await open(here, ana);
		await end(await apiOf(laptop));
		await until(() => before.every(({ isOpen }) => !isOpen));
		const [onPhone, onLaptop] = [await listen(phone), await listen(laptop)];
		const postId = await publish(here, ana);
		await until(() => onLaptop.text.includes(postId) && others.text.includes(postId));
		await sleep(300);
		expect(onPhone.text).not.toContain(postId);
		for (const stream of [onPhone, onLaptop, others]) stream.close();
	}
});

test('what a role no longer opens is heard no more: its streams end, and come back without it', async () => {
	const olaf = await here.member('owner', 'Olaf Owner');
	const roles = async () => communityCaller(await here.as(olaf)).roles;
	const id = newId();
	await (await roles()).create({ id, name: 'Inner circle', permissions: {} });
	const stream = await open(here, ana);
	const holding = { roleId: id, memberId: ana.memberId, spaceId: null };
	await (await roles()).give(holding);
	await until(() => !stream.isOpen);
	const again = await open(here, ana);
	const { roles: all } = await (await roles()).matrix();
	const version = all.find((role) => role.id === id)?.version ?? 0;
	await (
		await roles()
	).save({ changes: [{ roleId: id, version, permissions: { 'spaces:read': 'deny' } }] });
	await until(() => !again.isOpen);
	const deaf = await open(here, ana);
	const others = await open(here, await here.member('member', 'Ole Other'));
	const postId = await publish(here, await here.member('member', 'Pia Poster'));
	await until(() => others.text.includes(postId));
	await sleep(300);
	expect(deaf.text).not.toContain(postId);
	for (const one of [deaf, others]) one.close();
	await (await roles()).take(holding);
});
