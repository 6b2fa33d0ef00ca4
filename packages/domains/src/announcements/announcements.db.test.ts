import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { editPost, getPost, publishPost, removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, jobs } from '../index.ts';
import { acknowledge, dismiss, markSeen } from './acknowledge.ts';
import { announcementsConsumers } from './announcements.consumers.ts';
import type { AnnouncementTerms } from './announcements.schema.ts';
import { currentAnnouncements, listMissing, reportDelivery } from './read-announcements.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreignId: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	foreignId = await announce(await there.as(await there.member('admin', 'Else Where')));
});
afterAll(() => installation.close());

const EVERYONE: AnnouncementTerms['audience'] = { kind: 'everyone', roleIds: [] };

async function announce(
	ctx: CommunityContext,
	audience = EVERYONE,
	{ mustAcknowledge = false, spaceId = '' } = {},
) {
	const open = ctx.snapshot.spaces.find(
		({ posting, visibility }) => posting === 'everyone' && visibility !== 'private',
	);
	const id = newId();
	await publishPost(ctx, {
		...{ id, spaceId: spaceId || (open?.id ?? ''), title: 'News', body: words('News') },
		...{ kind: 'announcement', announcement: { audience, mustAcknowledge } },
	});
	return id;
}
const waiting = async (ctx: CommunityContext) =>
	(await currentAnnouncements(ctx)).map(({ postId }) => postId);
const roleIdOf = (ctx: CommunityContext, key: string) =>
	ctx.snapshot.roles.find((role) => role.key === key)?.id ?? '';

test('everybody but its author sees the banner until they put it away', async () => {
	const admin = await actors.as('admin');
	const member = await actors.as('member');
	const postId = await announce(admin);
	expect(await waiting(member)).toContain(postId);
	expect(await waiting(admin)).not.toContain(postId);
	expect(await outcomeOf(currentAnnouncements(await actors.as('anonymous')))).toBe(
		'identity.sign_in_needed',
	);
	expect(await atOnce(5, () => dismiss(member, { postId }))).toEqual({ done: 5 });
	expect(await waiting(member)).not.toContain(postId);
	expect(await waiting(await actors.as('moderator'))).toContain(postId);
});

test('what must be acknowledged stays until it is, the oldest first, and never more than three at once', async () => {
	const there = await createTestCommunity(installation);
	const admin = await there.as(await there.member('admin', 'Ada'));
	const member = await there.as(await there.member('member', 'Mia'));
	const must = { mustAcknowledge: true };
	const first = await announce(admin, EVERYONE, must);
	const plain = await announce(admin);
	installation.clock.advance(31 * 86_400);
	expect(await waiting(member)).toEqual([first]);
	installation.clock.advance(400 * 86_400);
	const second = await announce(admin, EVERYONE, must);
	installation.clock.advance(60);
	const news = await announce(admin);
	expect(await waiting(member)).toEqual([first, second, news]);
	installation.clock.advance(60);
	const third = await announce(admin, EVERYONE, must);
	expect(await waiting(member)).toEqual([first, second, third]);
	await acknowledge(member, { postId: first });
	expect(await waiting(member)).toEqual([second, third, news]);
	for (const postId of [second, third]) await acknowledge(member, { postId });
	expect(await waiting(member)).toEqual([news]);
	expect(await waiting(member)).not.toContain(plain);
});

test('a post says whether its reader had it before their eyes', async () => {
	const reader = await here.as(await here.member('member', 'Rina Reads'));
	const postId = await announce(await actors.as('admin'), EVERYONE);
	const part = async () => (await getPost(reader, { postId })).parts.announcement ?? null;
	expect(await part()).toMatchObject({ isSeen: false, acknowledgedAt: null });
	await markSeen(reader, { postId });
	expect(await part()).toMatchObject({ isSeen: true, acknowledgedAt: null });
});

test('where it must be acknowledged, nothing less takes the banner away', async () => {
	const admin = await actors.as('admin');
	const member = await actors.as('member');
	const postId = await announce(admin, EVERYONE, { mustAcknowledge: true });
	expect(await outcomeOf(dismiss(member, { postId }))).toBe('announcements.must_acknowledge');
	await markSeen(member, { postId });
	expect(await waiting(member)).toContain(postId);
	expect(await atOnce(5, () => acknowledge(member, { postId }))).toEqual({ done: 5 });
	expect(await waiting(member)).not.toContain(postId);
	const { parts } = await getPost(member, { postId });
	expect(parts.announcement).toMatchObject({
		...{ acknowledgedAt: expect.any(Date), mayAcknowledge: true, mayReport: false },
	});
	const { rows } = await installation.owner.query(
		`select 1 from streams.outbox where type = 'announcements.acknowledged' and payload->>'postId' = $1`,
		[postId],
	);
	expect(rows).toHaveLength(1);
});

test('the report counts the audience alone and names who is missing, page by page', async () => {
	const place = await createTestCommunity(installation);
	const admin = await place.as(await place.member('admin', 'Ada'));
	const people = await Promise.all(
		Array.from({ length: 7 }, (_, index) => place.member('member', `Reader ${index}`)),
	);
	await place.member('member', 'Wanda Waits', 'pending');
	const readers = await Promise.all(people.map((person) => place.as(person)));
	const postId = await announce(admin, EVERYONE, { mustAcknowledge: true });
	await Promise.all(readers.slice(0, 4).map((ctx) => markSeen(ctx, { postId })));
	await Promise.all(readers.slice(0, 2).map((ctx) => acknowledge(ctx, { postId })));
	await markSeen(admin, { postId });
	// The seven, and the owner.
	expect(await reportDelivery(admin, { postId })).toEqual({
		...{ audience: 8, seen: 4, acknowledged: 2, mails: null },
	});
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listMissing>> = await listMissing(admin, {
			...{ postId, limit: 2, cursor },
		});
		seen.push(...page.items.map(({ name, hasSeen }) => `${name} ${hasSeen}`));
		cursor = page.nextCursor;
	} while (cursor);
	expect(seen.toSorted()).toEqual([
		...['Olga Owner false', 'Reader 2 true', 'Reader 3 true'],
		...['Reader 4 false', 'Reader 5 false', 'Reader 6 false'],
	]);
});

test('roles and the people of a space are an audience, as far as they may read it', async () => {
	const admin = await actors.as('admin');
	const member = await actors.as('member');
	const moderator = await actors.as('moderator');
	const roleIds = [roleIdOf(admin, 'moderator')];
	const toModerators = await announce(admin, { kind: 'roles', roleIds });
	expect(await waiting(moderator)).toContain(toModerators);
	expect(await waiting(member)).not.toContain(toModerators);
	const everyRole = [...roleIds, roleIdOf(admin, 'member')];
	const toAll = await announce(admin, { kind: 'roles', roleIds: everyRole });
	expect(await waiting(member)).toContain(toAll);

	const spaceId = admin.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const toSpace = await announce(admin, { kind: 'space', roleIds: [] });
	expect(await waiting(member)).not.toContain(toSpace);
	const { memberId } = member.grants;
	const seenAt = installation.clock.now();
	await here.db.insertInto('spaceVisits').values({ memberId, spaceId, seenAt }).execute();
	expect(await waiting(member)).toContain(toSpace);

	const shut = admin.snapshot.spaces.find(({ visibility }) => visibility === 'private');
	if (!shut) return;
	const secret = await announce(admin, EVERYONE, { spaceId: shut.id });
	expect(await waiting(member)).not.toContain(secret);
	const { audience } = await reportDelivery(admin, { postId: secret });
	expect(audience).toBe(1);
});

test('a role that is not there is no audience', async () => {
	const admin = await actors.as('admin');
	for (const roleIds of [[], [newId()]])
		expect(await outcomeOf(announce(admin, { kind: 'roles', roleIds }))).toBe(
			'announcements.role_not_found',
		);
});

test('only who may announce reads the report; who cannot read it finds nothing to acknowledge', async () => {
	const admin = await actors.as('admin');
	const postId = await announce(admin);
	for (const actor of ['member', 'moderator'] as const)
		expect(await outcomeOf(reportDelivery(await actors.as(actor), { postId }))).toBe(
			'permissions.denied',
		);
	const verbs = (ctx: CommunityContext, id: string) => [
		outcomeOf(acknowledge(ctx, { postId: id })),
		outcomeOf(reportDelivery(ctx, { postId: id })),
		outcomeOf(listMissing(ctx, { postId: id, limit: 5 })),
	];
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await Promise.all(verbs(await actors.as(actor), postId))).toEqual(
			Array(3).fill('posts.not_found'),
		);
	for (const id of [foreignId, newId()])
		expect(await Promise.all(verbs(admin, id))).toEqual(Array(3).fill('posts.not_found'));
	await removePost(admin, { postId });
	expect(await outcomeOf(acknowledge(await actors.as('member'), { postId }))).toBe(
		'posts.not_found',
	);
});

test('what a member saw goes with them when they leave nothing behind', async () => {
	const person = await here.member('member', 'Gone Girl');
	const postId = await announce(await actors.as('admin'));
	await markSeen(await here.as(person), { postId });
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const { memberId } = person;
	const rows = () =>
		here.db.selectFrom('receipts').selectAll().where('memberId', '=', memberId).execute();
	for (const [contributions, left] of [
		['keep', 1],
		['anonymise', 0],
	] as const) {
		const payload = { memberId, contributions };
		await announcementsConsumers['forget-receipts'].handle(ctx, {
			...{ id: newId(), communityId: here.id, type: 'members.left', payload },
			...{ occurredAt: installation.clock.now(), actor: { kind: 'job', name: 'test' } },
		});
		expect(await rows()).toHaveLength(left);
	}
});

test('what is announced, changed and taken back is in the log with whom it was for, also by its author', async () => {
	const there = await createTestCommunity(installation);
	const admin = await there.as(await there.member('admin', 'Ada'));
	const roleIds = [roleIdOf(admin, 'moderator')];
	const must = { mustAcknowledge: true };
	const spaceId = admin.grants.spaces.postable[0] ?? '';
	await publishPost(admin, { id: newId(), spaceId, title: 'Plain', body: words('Plain') });
	const postId = await announce(admin, { kind: 'roles', roleIds }, must);
	const text = { title: 'Newer', body: words('Newer') };
	await editPost(admin, { postId, version: 1, ...text });
	await communityCaller(admin).posts.delete({ postId });
	const rows = there.db.selectFrom('auditEntries').orderBy('number');
	const entries = await rows
		.select(['action', 'memberId', 'subjectId', 'targetId', 'spaceId', 'details'])
		.execute();
	const told = { audience: 'roles', mustAcknowledge: true, roles: 'Moderator' };
	const { memberId } = admin.grants;
	expect(entries.map(({ details, ...entry }) => [entry, Object(details).content])).toMatchObject([
		[
			{ action: 'announcements.sent', targetId: postId, memberId, subjectId: memberId },
			{ after: told },
		],
		[{ action: 'announcements.updated' }, { before: { title: 'News' }, after: { title: 'Newer' } }],
		[
			{ action: 'announcements.deleted', targetId: postId },
			{ label: 'Newer', before: told },
		],
	]);
	for (const entry of entries) expect(entry.spaceId).not.toBeNull();
});

test('one that was planned is written down when it is sent, and one by a job of nobody’s names its author', async () => {
	const there = await createTestCommunity(installation);
	const admin = await there.as(await there.member('admin', 'Ada'));
	const id = newId();
	await communityCaller(admin).approval.schedule({
		...{ id, spaceId: admin.grants.spaces.postable[0] ?? '', title: 'Soon', body: words('Soon') },
		...{ kind: 'announcement', announcement: { audience: EVERYONE, mustAcknowledge: false } },
		...{ publishAt: new Date(installation.clock.now().getTime() + 3_600_000), timeZone: 'UTC' },
	});
	const entries = there.db.selectFrom('auditEntries').select(['action', 'actorKind', 'subjectId']);
	expect(await entries.execute()).toEqual([]);
	installation.clock.advance(3600);
	const due = { communityId: there.id, submissionId: id };
	await jobs.get('publish-scheduled')?.run(installation.services, due);
	expect(await entries.execute()).toEqual([
		{ action: 'announcements.sent', actorKind: 'job', subjectId: admin.grants.memberId },
	]);
});
