import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller as api } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let boss: TestMember;
let ann: TestMember;
let bob: TestMember;
let cy: TestMember;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	boss = await here.member('owner', 'Olga');
	ann = await here.member('member', 'Ann');
	bob = await here.member('member', 'Bob');
	cy = await here.member('member', 'Cy');
});
afterAll(() => installation.close());

/** The actor as they are now. */
const as = (who: TestMember | null): Promise<CommunityContext> => {
	installation.services.snapshots.drop(here.community.id);
	return here.as(who);
};
type Visibility = 'public' | 'members' | 'private';
async function room(visibility: Visibility = 'private', inside: TestMember[] = []) {
	const owner = await as(boss);
	const { spaceId } = await api(owner).spaces.create({ ...spaceFields(), visibility });
	for (const { memberId } of inside)
		await api(await as(boss)).spaces.setMember({ spaceId, memberId, allowed: true });
	return spaceId;
}
const people = async (who: TestMember | null, spaceId: string, more = {}) =>
	api(await as(who)).spaces.people({ spaceId, ...more });
const namesFor = async (who: TestMember | null, spaceId: string, more = {}) =>
	(await people(who, spaceId, more)).items.map(({ name }) => name);
async function post(who: TestMember, spaceId: string) {
	const entry = { id: newId(), spaceId, title: 'Plan', body: words('Plan') };
	await api(await as(who)).posts.publish(entry);
	return entry.id;
}

test('of a space that not everybody enters, all who may enter it are listed, page by page and by name', async () => {
	const spaceId = await room('private', [bob, ann]);
	const first = await people(bob, spaceId, { limit: 2 });
	expect(first).toMatchObject({ isOpen: false, items: [{ name: 'Ann' }, { name: 'Bob' }] });
	const next = await people(bob, spaceId, { limit: 2, cursor: first.nextCursor });
	expect(next).toMatchObject({ nextCursor: null });
	expect(next.items.map(({ name }) => name)).toEqual(['Olga', 'Olga Owner']);
	expect(await namesFor(bob, spaceId, { search: 'AN' })).toEqual(['Ann']);
	expect(await namesFor(bob, spaceId, { search: '%' })).toEqual([]);
	expect(await outcomeOf(people(bob, spaceId, { cursor: 'elsewhere' }))).toBe('pages.bad_cursor');
});

test('who is listed can open the space, and who is not cannot', async () => {
	const spaceId = await room('private', [bob]);
	const listed = new Set(await namesFor(boss, spaceId));
	for (const who of [boss, ann, bob, cy]) {
		const { grants } = await as(who);
		expect([who.name, listed.has(who.name)]).toEqual([
			...[who.name, grants.spaces.readable.includes(spaceId)],
		]);
	}
});

test('of a space that every member enters, those are listed who wrote last', async () => {
	const spaceId = await room('members');
	expect(await people(ann, spaceId)).toEqual({ isOpen: true, items: [], nextCursor: null });
	await post(bob, spaceId);
	installation.clock.advance(60);
	await post(cy, spaceId);
	installation.clock.advance(60);
	const again = await post(bob, spaceId);
	expect(await namesFor(ann, spaceId)).toEqual(['Bob', 'Cy']);
	await api(await as(bob)).posts.delete({ postId: again });
	expect(await namesFor(ann, spaceId)).toEqual(['Cy', 'Bob']);
});

test('only who can open the space, and may know of members, learns who is in it', async () => {
	const shut = await room('private', [bob]);
	for (const who of [null, ann])
		for (const ask of ['people', 'about'] as const)
			expect(await outcomeOf(api(await as(who)).spaces[ask]({ spaceId: shut }))).toBe(
				'spaces.not_found',
			);
	expect(await outcomeOf(people(bob, shut))).toBe('done');
	const open = await room('public');
	expect(await outcomeOf(people(null, open))).toBe('identity.sign_in_needed');
	const elsewhere = await createTestCommunity(installation);
	const stranger = await elsewhere.as(await elsewhere.member('owner', 'Eve'));
	for (const ask of ['people', 'about'] as const)
		expect(await outcomeOf(api(stranger).spaces[ask]({ spaceId: open }))).toBe('spaces.not_found');
});

test('who blocked each other does not find each other, and who left is not listed', async () => {
	const [dora, emil, fay] = [
		await here.member('member', 'Dora'),
		await here.member('member', 'Emil'),
		await here.member('member', 'Fay'),
	];
	const shut = await room('private', [dora, emil, fay]);
	const open = await room('members');
	for (const who of [dora, emil, fay]) await post(who, open);
	await api(await as(dora)).relations.block({ memberId: emil.memberId, on: true });
	await api(await as(fay)).members.leave({ contributions: 'keep' });
	for (const spaceId of [shut, open]) {
		expect(await namesFor(dora, spaceId)).not.toContain('Emil');
		expect(await namesFor(emil, spaceId)).not.toContain('Dora');
		const seen = await namesFor(boss, spaceId);
		expect(seen).toEqual(expect.arrayContaining(['Dora', 'Emil']));
		expect(seen).not.toContain('Fay');
	}
});

test('about a space: since when, how much, who keeps order, and whether posts wait', async () => {
	const spaceId = await room('members');
	await post(bob, spaceId);
	const about = async (who: TestMember) => api(await as(who)).spaces.about({ spaceId });
	const told = await about(ann);
	expect(told).toMatchObject({ postCount: 1, createdAt: expect.any(Date), waits: false });
	expect(told.keepers.map(({ name }) => name)).toEqual(['Olga', 'Olga Owner']);
	const { rules, life } = await api(await as(boss)).approval.settings();
	const rule = { spaceId, kind: null, roleKey: 'member', edits: false } as const;
	await api(await as(boss)).approval.saveSettings({ rules: [...rules, rule], life });
	expect([(await about(ann)).waits, (await about(boss)).waits]).toEqual([true, false]);
});
