import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutboxEvent } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { atOnce, spaceFields, words } from '@kith/testing/test-content';
import { communityCaller, jobs } from '../index.ts';
import { filingConsumers } from './filing.consumers.ts';
import { openFiling, ruleOf, type FilingScene } from './filing-fixture.ts';

let scene: FilingScene;
beforeAll(async () => {
	scene = await openFiling();
});
afterAll(() => scene.installation.close());

const read = async (postId: string) => (await scene.caller('owner')).posts.get({ postId });
const namesOn = async (postId: string) => (await read(postId)).tags.map(({ name }) => name);
const told = async (type: string, postId: string) => {
	const { rows } = await scene.installation.owner.query<{ payload: { spaceId: string } }>(
		`select payload from streams.outbox where type = $1 and payload->>'postId' = $2`,
		[type, postId],
	);
	return rows.map(({ payload }) => payload.spaceId);
};

test('a post is filed as it goes out: told of, counted and read nowhere but where it stays', async () => {
	const { spaces } = scene;
	const tagId = await scene.tag('Boats');
	await scene.save(
		ruleOf({ name: 'Sales', words: ['for sale'], tagIds: [tagId], toSpaceId: spaces.market }),
	);
	const [hall, market] = [await scene.countIn(spaces.hall), await scene.countIn(spaces.market)];
	const member = await scene.actors.as('member');
	const id = newId();
	const post = { id, spaceId: spaces.hall, title: 'A boat for sale', body: words('Wood') };
	expect(await atOnce(5, () => communityCaller(member).posts.publish(post))).toEqual({ done: 5 });
	await communityCaller(member).posts.publish(post);
	expect(await told('posts.published', id)).toEqual([spaces.market]);
	expect([await scene.countIn(spaces.hall), await scene.countIn(spaces.market)]).toEqual([
		hall,
		market + 1,
	]);
	const filed = { rules: ['Sales'], from: 'Hall', to: 'Market', tags: ['Boats'] };
	expect(await communityCaller(member).posts.get({ postId: id })).toMatchObject({
		...{ space: { id: spaces.market }, tags: [{ name: 'Boats' }], filed },
	});
	const stranger = await scene.here.as(await scene.here.member('member', 'Sam Stranger'));
	expect((await communityCaller(stranger).posts.get({ postId: id })).filed).toBeNull();
	const subject = { subjectKind: 'post' as const, subjectId: id };
	const [entry, ...others] = (await communityCaller(member).history.list(subject)).items;
	expect(others).toEqual([]);
	expect(entry).toMatchObject({ action: 'filed', who: null });
	expect(entry?.details).toEqual({
		rules: '["Sales"]',
		from: 'Hall',
		to: 'Market',
		tags: '["Boats"]',
	});
	expect((await communityCaller(stranger).history.list(subject)).items).toEqual([]);
	const { rules } = await (await scene.caller('owner')).filing.list();
	expect(rules[0]).toMatchObject({ filed: 1, undone: 0, stoppedAt: null });
});

test('what was held, and what was planned, is filed when it goes out', async () => {
	const { spaces, installation } = scene;
	await scene.save(ruleOf({ toSpaceId: spaces.market, words: ['lamp'] }));
	const owner = await scene.caller('owner');
	const { life } = await owner.approval.settings();
	const held = { spaceId: spaces.hall, kind: null, roleKey: 'member' };
	await owner.approval.saveSettings({ rules: [held], life });
	const waiting = await scene.write(await scene.actors.as('member'), { title: 'A lamp' });
	const picture = await scene.here.db
		.selectFrom('posts')
		.select('id')
		.where('id', '=', waiting)
		.executeTakeFirst();
	expect(picture).toBeUndefined();
	await (await scene.caller('moderator')).approval.approve({ submissionId: waiting, version: 1 });
	expect((await read(waiting)).space.id).toBe(spaces.market);
	await owner.approval.saveSettings({ rules: [], life });
	const planned = newId();
	await (
		await scene.caller('member')
	).approval.schedule({
		...{ id: planned, spaceId: spaces.hall, title: 'Another lamp', body: words('Brass') },
		publishAt: new Date(installation.clock.now().getTime() + 3_600_000),
		timeZone: 'Europe/Berlin',
	});
	installation.clock.advance(3601);
	const communityId = scene.here.id;
	await jobs.get('publish-scheduled')?.run(installation.services, {
		...{ communityId, submissionId: planned },
	});
	expect((await read(planned)).space.id).toBe(spaces.market);
});

test('pictures of a post that waited are seen where rules took it, and go back with it', async () => {
	const { spaces, here } = scene;
	await scene.save(ruleOf({ toSpaceId: spaces.market }));
	const owner = await scene.caller('owner');
	const { life } = await owner.approval.settings();
	const held = { spaceId: spaces.hall, kind: null, roleKey: 'member' };
	await owner.approval.saveSettings({ rules: [held], life });
	const member = await scene.actors.as('member');
	const fileId = newId();
	const { memberId } = member.grants;
	const now = scene.installation.clock.now();
	await here.db
		.insertInto('files')
		.values({
			...{ id: fileId, ownerId: memberId, purpose: 'post', state: 'ready', createdAt: now },
			...{ bytes: 1, mime: 'image/webp', name: 'a.webp', storageKey: fileId },
			...{ width: 1, height: 1 },
		})
		.execute();
	const body = {
		type: 'doc' as const,
		content: [{ type: 'image' as const, attrs: { fileId, alt: '', width: 1, height: 1 } }],
	};
	const postId = await scene.write(member, { body });
	const spaceOf = async () =>
		(
			await here.db
				.selectFrom('files')
				.select('spaceId')
				.where('id', '=', fileId)
				.executeTakeFirstOrThrow()
		).spaceId;
	expect(await spaceOf()).toBe(spaces.hall);
	await (await scene.caller('moderator')).approval.approve({ submissionId: postId, version: 1 });
	expect(await spaceOf()).toBe(spaces.market);
	await communityCaller(member).lifecycle.undoFiling({ postId });
	expect(await spaceOf()).toBe(spaces.hall);
	// Sent again it finds itself there, and its pictures stay with it.
	expect(await scene.write(member, { id: postId, body })).toBe(postId);
	expect(await spaceOf()).toBe(spaces.hall);
	await owner.approval.saveSettings({ rules: [], life });
});

test('nothing is moved to where more could read it, or its author not; a later rule may', async () => {
	const { spaces } = scene;
	const member = await scene.actors.as('member');
	await scene.save(ruleOf({ toSpaceId: spaces.street }));
	expect((await read(await scene.write(member))).space.id).toBe(spaces.hall);
	const keeper = await scene.actors.as('owner');
	const inside = await scene.write(keeper, { spaceId: spaces.cabinet });
	expect((await read(inside)).space.id).toBe(spaces.cabinet);
	expect((await read(inside)).filed).toBeNull();
	await scene.save(ruleOf({ toSpaceId: spaces.market }));
	const members = await scene.write(keeper, { spaceId: spaces.cabinet });
	expect((await read(members)).space.id).toBe(spaces.cabinet);
	await scene.save(ruleOf({ toSpaceId: spaces.cabinet }), ruleOf({ toSpaceId: spaces.market }));
	expect((await read(await scene.write(member))).space.id).toBe(spaces.market);
	expect((await read(await scene.write(keeper))).space.id).toBe(spaces.cabinet);
	await scene.save(ruleOf({ toSpaceId: spaces.hall }), ruleOf({ toSpaceId: spaces.market }));
	expect((await read(await scene.write(member))).space.id).toBe(spaces.hall);
});

test('tags of all rules are added in order: of a group the first, five at most, the restricted ones too', async () => {
	const owner = await scene.caller('owner');
	await owner.tags.saveGroup({ name: 'Size', onlyOne: true, requiredSpaceIds: [] });
	const tagGroupId = (await owner.tags.groups()).find(({ name }) => name === 'Size')?.id ?? '';
	const [small, large] = [
		await scene.tag('Small', { tagGroupId }),
		await scene.tag('Large', { tagGroupId }),
	];
	const fixed = await scene.tag('Official', { isRestricted: true });
	const more = await Promise.all(['One', 'Two', 'Three', 'Four'].map((name) => scene.tag(name)));
	await scene.save(ruleOf({ tagIds: [small, fixed] }), ruleOf({ tagIds: [large, ...more] }));
	const member = await scene.actors.as('member');
	expect((await namesOn(await scene.write(member))).toSorted()).toEqual(
		['Small', 'Official', 'One', 'Two', 'Three'].toSorted(),
	);
	const chose = await scene.write(member, { tags: ['Large', 'Three'] });
	expect((await namesOn(chose)).toSorted()).toEqual(
		['Large', 'Three', 'Official', 'One', 'Two'].toSorted(),
	);
	expect((await read(chose)).filed?.tags).toEqual(['Official', 'One', 'Two']);
});

test('a paused rule, one whose parts are gone, and an announcement leave a post alone', async () => {
	const { spaces } = scene;
	const owner = await scene.caller('owner');
	const gone = await scene.tag('Passing');
	const merged = await scene.tag('Ships');
	const kept = await scene.tag('Vessels');
	const attic = (await owner.spaces.create(spaceFields('Attic'))).spaceId;
	const broken = ruleOf({ name: 'Broken', tagIds: [gone, merged], toSpaceId: attic });
	await scene.save(broken, ruleOf({ isPaused: true, toSpaceId: spaces.market }));
	await owner.tags.delete({ tagId: gone });
	await owner.spaces.archive({ spaceId: attic });
	const listed = await (await scene.caller('owner')).filing.list();
	expect(listed.rules[0]?.broken).toEqual({ tags: true, target: true, spaces: false });
	const member = await scene.actors.as('member');
	const postId = await scene.write(member);
	expect((await read(postId)).space.id).toBe(spaces.hall);
	expect(await namesOn(postId)).toEqual(['Ships']);
	await owner.tags.merge({ tagId: merged, intoTagId: kept });
	const merging = { payload: { tagId: merged, intoTagId: kept } } as unknown as OutboxEvent;
	for (const _ of ['once', 'twice'])
		await filingConsumers['follow-merged-tags'].handle(await scene.actors.as('owner'), merging);
	expect(await namesOn(await scene.write(member))).toEqual(['Vessels']);
	const now = await owner.filing.list();
	expect(now.rules[0]?.rule.tagIds).toEqual([gone, kept]);
	await scene.save(ruleOf({ toSpaceId: spaces.market }));
	const told = await scene.write(await scene.actors.as('owner'), { kind: 'announcement' });
	expect((await read(told)).space.id).toBe(spaces.hall);
});
