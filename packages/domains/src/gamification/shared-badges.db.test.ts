import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import type { TestMember } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, ruleOf, type Points } from '@kith/testing/test-points';
import { jobs } from '../index.ts';
import { badgeCard } from './index.ts';

const DAY = 86_400;
const HIDDEN = 'gamification.grant_not_found';

let installation: TestInstallation;
let points: Points;
let [ana, bo]: TestMember[] = [];
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	points = await openPoints(installation);
	ana = await points.here.member('member', 'Ana');
	bo = await points.here.member('member', 'Bo');
});

const owner = async () => (await points.as(points.founder)).gamification;
const own = async (who = ana) => (await points.as(who as TestMember)).gamification;
const visitor = async () => communityCaller(await points.here.as(null)).gamification;

async function badge(lastsDays: number | null = null): Promise<string> {
	const id = newId();
	const look = { name: 'Helper', description: 'Helps', icon: '🏅', tone: 'gold' as const };
	await (await owner()).saveBadge({ id, ...look, mostGiven: null, lastsDays, version: null });
	return id;
}

async function given(who = ana, badgeId?: string): Promise<string> {
	const id = newId();
	const memberId = who?.memberId ?? '';
	const fields = { id, badgeId: badgeId ?? (await badge()), memberId, reason: 'For the fair' };
	await (await owner()).giveBadge(fields);
	return id;
}

/** Lets visitors open profiles. */
async function openProfiles(): Promise<void> {
	const { db } = points.here;
	const guests = db.selectFrom('roles').select('permissions').where('key', '=', 'guest');
	const { permissions } = await guests.executeTakeFirstOrThrow();
	const said = { ...Object(permissions), 'members:read': 'allow' };
	await db
		.updateTable('roles')
		.set({ permissions: JSON.stringify(said) })
		.where('key', '=', 'guest')
		.execute();
	installation.services.snapshots.drop(points.here.id);
}

async function close(): Promise<void> {
	const { communities } = await points.as(points.founder);
	await communities.updateAccess({ visibility: 'private', join: 'open' });
	installation.services.snapshots.drop(points.here.id);
}

test('where visitors may open profiles a badge has a page, which says whose it is, when and why', async () => {
	const grantId = await given();
	expect(await outcomeOf((await visitor()).shared({ grantId }))).toBe(HIDDEN);
	await openProfiles();
	const page = await (await visitor()).shared({ grantId });
	expect(page).toMatchObject({
		...{ name: 'Helper', description: 'Helps', icon: '🏅', tone: 'gold', reason: 'For the fair' },
		...{ state: 'held', endsAt: null, challenge: '', isOwn: false },
		member: { name: 'Ana' },
	});
	expect(page.member.handle).not.toBeNull();
	expect((await (await own()).shared({ grantId })).isOwn).toBe(true);
	expect((await (await own(bo)).shared({ grantId })).isOwn).toBe(false);
});

test('whoever has it switches its page off and on, and nobody else does', async () => {
	await openProfiles();
	const grantId = await given();
	const mine = async () => (await (await own()).gallery())[0]?.mine;
	expect(await mine()).toMatchObject({ grantId, isShared: true });
	await (await own()).shareBadge({ grantId, isShared: false });
	expect(await mine()).toMatchObject({ grantId, isShared: false });
	for (const reader of [visitor(), own(), own(bo), owner()])
		expect(await outcomeOf((await reader).shared({ grantId }))).toBe(HIDDEN);
	for (const other of [own(bo), owner()])
		expect(await outcomeOf((await other).shareBadge({ grantId, isShared: true }))).toBe(HIDDEN);
	expect(await outcomeOf((await visitor()).shareBadge({ grantId, isShared: true }))).not.toBe(
		'done',
	);
	expect(await outcomeOf((await visitor()).shared({ grantId }))).toBe(HIDDEN);
	for (const _ of [1, 2]) await (await own()).shareBadge({ grantId, isShared: true });
	expect(await (await visitor()).shared({ grantId })).toMatchObject({ state: 'held' });
});

test('a private community shows nothing until the member says so, and then no way to their profile', async () => {
	await openProfiles();
	const grantId = await given();
	await close();
	for (const reader of [visitor(), own(), own(bo)]) {
		const there = await outcomeOf((await reader).shared({ grantId }));
		expect([there, await outcomeOf((await reader).shared({ grantId: newId() }))]).toEqual([
			...[HIDDEN, HIDDEN],
		]);
	}
	await (await own()).shareBadge({ grantId, isShared: true });
	expect(await (await visitor()).shared({ grantId })).toMatchObject({
		member: { name: 'Ana', handle: null, avatarFileId: null },
		...{ state: 'held', reason: 'For the fair' },
	});
});

test('a badge that was taken back says when and not why; one whose time ran out says that alone', async () => {
	await openProfiles();
	const grantId = await given();
	installation.clock.advance(DAY);
	const before = installation.clock.now();
	await (await owner()).takeBadge({ grantId, reason: 'Cheated' });
	const page = await (await visitor()).shared({ grantId });
	expect(page.state).toBe('revoked');
	expect(page.endsAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
	expect(JSON.stringify(page)).not.toContain('Cheated');
	const lasting = await given(ana, await badge(10));
	const { givenAt, endsAt, state } = await (await visitor()).shared({ grantId: lasting });
	expect([state, endsAt?.getTime()]).toEqual(['held', givenAt.getTime() + 10 * DAY * 1000]);
	for (const seconds of [10 * DAY, 3600]) {
		installation.clock.advance(seconds);
		expect(await (await visitor()).shared({ grantId: lasting })).toMatchObject({
			...{ state: 'over', endsAt },
		});
		await jobs.get('sweep-badges')?.run(installation.services, {});
	}
});

test('who is not here any more has no page, and neither is there one in another community', async () => {
	const grantId = await given();
	await (await own()).shareBadge({ grantId, isShared: true });
	const other = await openPoints(installation);
	const there = communityCaller(await other.here.as(null)).gamification;
	expect(await outcomeOf(there.shared({ grantId }))).toBe(HIDDEN);
	const theirs = (await other.as(other.founder)).gamification;
	expect(await outcomeOf(theirs.shareBadge({ grantId, isShared: false }))).toBe(HIDDEN);
	expect(await outcomeOf((await visitor()).shared({ grantId }))).toBe('done');
	await (await points.as(ana as TestMember)).members.leave({ contributions: 'keep' });
	expect(await outcomeOf((await visitor()).shared({ grantId }))).toBe(HIDDEN);
});

test('one who has a badge that is put away still decides about its page', async () => {
	const badgeId = await badge();
	const grantId = await given(ana, badgeId);
	await (await owner()).archiveBadge({ badgeId });
	expect(await (await own()).gallery()).toMatchObject([{ id: badgeId, mine: { grantId } }]);
	expect(await (await own(bo)).gallery()).toEqual([]);
});

test('a picture is drawn of what the page shows, another one when that changes, and none of what is over', async () => {
	await openProfiles();
	const grantId = await given();
	const card = async () => badgeCard(await points.here.as(null), { grantId });
	const { version, draw } = await card();
	expect(
		Buffer.from(await draw())
			.subarray(1, 4)
			.toString(),
	).toBe('PNG');
	expect((await card()).version).toBe(version);
	const { members } = await points.as(ana as TestMember);
	const form = { name: 'Ana Lopez', handle: 'ana-lopez', bio: '', avatarFileId: null, version: 1 };
	await members.updateProfile(form);
	expect((await card()).version).not.toBe(version);
	await (await owner()).takeBadge({ grantId, reason: 'No' });
	expect(await outcomeOf(card())).toBe(HIDDEN);
});

test('a rule that gives its badge again after it was undone gives one with an address of its own', async () => {
	await openProfiles();
	const badgeId = await badge();
	await points.rule(ruleOf({ points: 0, badgeId }));
	const post = async () => {
		const postId = await points.post(ana as TestMember);
		await points.deliver();
		return postId;
	};
	const postId = await post();
	const first = (await (await own()).gallery())[0]?.mine?.grantId ?? '';
	await (await points.as(ana as TestMember)).posts.delete({ postId });
	await points.deliver();
	expect(await (await visitor()).shared({ grantId: first })).toMatchObject({ state: 'revoked' });
	await post();
	expect((await (await own()).gallery())[0]?.mine?.grantId).not.toBe(first);
	expect(await (await visitor()).shared({ grantId: first })).toMatchObject({ state: 'revoked' });
});
