import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import type { CommunityContext } from '../context.ts';
import { openFiling, ruleOf, type FilingScene } from './filing-fixture.ts';
import { communityCaller } from '../index.ts';

let scene: FilingScene;
let boats: string;
let ships: string;
beforeAll(async () => {
	scene = await openFiling();
	boats = await scene.tag('Boats');
	ships = await scene.tag('Ships');
});
afterAll(() => scene.installation.close());

const api = communityCaller;
const undo = (ctx: CommunityContext, postId: string) => api(ctx).lifecycle.undoFiling({ postId });
const read = async (postId: string) => (await scene.caller('owner')).posts.get({ postId });
const shown = async (postId: string) => {
	const { space, tags, filed } = await read(postId);
	return { in: space.name, tags: tags.map(({ name }) => name), isFiled: filed !== null };
};
const usesOf = async (tagId: string) =>
	(
		await scene.here.db.selectFrom('tagUses').selectAll().where('tagId', '=', tagId).execute()
	).reduce((sum, { postCount }) => sum + postCount, 0);
const actionsOf = async (subjectId: string) =>
	(await (await scene.caller('owner')).history.list({ subjectKind: 'post', subjectId })).items.map(
		({ action }) => action,
	);
const rule = () =>
	ruleOf({ name: 'Sales', tagIds: [boats, ships], toSpaceId: scene.spaces.market });

test('its author takes back exactly what rules did, once, however often they press', async () => {
	const { spaces } = scene;
	await scene.save(rule());
	const member = await scene.actors.as('member');
	const before = [
		await scene.countIn(spaces.hall),
		await scene.countIn(spaces.market),
		await usesOf(boats),
	];
	const postId = await scene.write(member, { tags: ['Ships', 'Mine'] });
	expect(await shown(postId)).toMatchObject({ in: 'Market', tags: ['Boats', 'Mine', 'Ships'] });
	const comment = { id: newId(), postId, parentId: null, body: words('Nice') };
	await (await scene.caller('moderator')).comments.publish(comment);
	expect(await atOnce(6, () => undo(member, postId))).toEqual({ done: 6 });
	expect(await shown(postId)).toEqual({ in: 'Hall', tags: ['Mine', 'Ships'], isFiled: false });
	const after = [
		await scene.countIn(spaces.hall),
		await scene.countIn(spaces.market),
		await usesOf(boats),
	];
	expect(after).toEqual([(before[0] ?? 0) + 1, before[1], before[2]]);
	expect((await actionsOf(postId)).toSorted()).toEqual(['filed', 'unfiled']);
	const kept = scene.here.db.selectFrom('comments').select('spaceId').where('id', '=', comment.id);
	expect((await kept.executeTakeFirstOrThrow()).spaceId).toBe(spaces.hall);
	const { items } = await (await scene.caller('owner')).audit.list({ aboutId: postId });
	expect(items.map(({ action }) => action)).toEqual(['posts.unfiled']);
	const { rules } = await (await scene.caller('owner')).filing.list();
	expect(rules[0]).toMatchObject({ filed: 1, undone: 1 });
	await api(member).posts.edit({
		...{ postId, version: 1, title: 'Another', body: words('Words'), tags: ['Mine'] },
	});
	expect(await shown(postId)).toMatchObject({ in: 'Hall', tags: ['Mine'] });
});

test('who may move or tag it may undo it, and nobody else; what was not filed is not undone', async () => {
	await scene.save(rule());
	const member = await scene.actors.as('member');
	const other = await scene.here.as(await scene.here.member('member', 'Olga Other'));
	const postId = await scene.write(member);
	expect(await outcomeOf(undo(other, postId))).toBe('permissions.denied');
	for (const actor of ['anonymous', 'foreigner'] as const)
		expect(await outcomeOf(undo(await scene.actors.as(actor), postId))).not.toBe('done');
	expect(await shown(postId)).toMatchObject({ in: 'Market', isFiled: true });
	const subject = { subjectKind: 'post' as const, subjectId: postId };
	const may = async (ctx: CommunityContext) => (await api(ctx).history.list(subject)).may.unfile;
	expect([await may(member), await may(other)]).toEqual([true, false]);
	await undo(await scene.actors.as('moderator'), postId);
	expect(await shown(postId)).toMatchObject({ in: 'Hall', isFiled: false });
	expect(await may(member)).toBe(false);
	await scene.save();
	const plain = await scene.write(member);
	expect(await outcomeOf(undo(member, plain))).toBe('filing.not_filed');
	expect(await outcomeOf(undo(member, newId()))).toBe('posts.not_found');
});

test('of what somebody moved since only the tags come off, also where it is back', async () => {
	const { spaces } = scene;
	await scene.save(rule());
	const member = await scene.actors.as('member');
	const moderator = await scene.actors.as('moderator');
	const postId = await scene.write(member);
	await api(moderator).lifecycle.move({ postId, spaceId: spaces.street });
	await api(moderator).lifecycle.move({ postId, spaceId: spaces.market });
	await undo(member, postId);
	expect(await shown(postId)).toEqual({ in: 'Market', tags: [], isFiled: false });
});

test('what others wrote for fewer readers its author does not open to more; who keeps order may', async () => {
	const { spaces } = scene;
	await scene.save(rule());
	const member = await scene.actors.as('member');
	const postId = await scene.write(member, { spaceId: spaces.street });
	expect(await shown(postId)).toMatchObject({ in: 'Market' });
	const comment = { id: newId(), postId, parentId: null, body: words('Between us') };
	await (await scene.caller('moderator')).comments.publish(comment);
	expect(await outcomeOf(undo(await scene.actors.as('member'), postId))).toBe('filing.answered');
	expect(await shown(postId)).toMatchObject({ in: 'Market', isFiled: true });
	await undo(await scene.actors.as('moderator'), postId);
	expect(await shown(postId)).toMatchObject({ in: 'Street', tags: [] });
	const quiet = await scene.write(member, { spaceId: spaces.street });
	await undo(member, quiet);
	expect(await shown(quiet)).toMatchObject({ in: 'Street' });
});

test('a rule that is undone five times of its last ten stops, authors counted once, and goes on when somebody says so', async () => {
	const stopped = rule();
	await scene.save(stopped);
	const member = await scene.actors.as('member');
	const list = async () => (await (await scene.caller('owner')).filing.list()).rules[0];
	const moderator = await scene.actors.as('moderator');
	const other = await scene.here.as(await scene.here.member('member', 'Otto Other'));
	for (let count = 0; count < 2; count += 1) await scene.write(member);
	// What one author undoes of their own is one opinion.
	for (let count = 0; count < 5; count += 1) await undo(member, await scene.write(member));
	for (const who of [other, moderator, moderator]) await undo(who, await scene.write(who));
	expect((await list())?.stoppedAt).toBeNull();
	await undo(moderator, await scene.write(member));
	expect((await list())?.stoppedAt).toBeNull();
	await undo(moderator, await scene.write(other));
	expect(await list()).toMatchObject({ stoppedAt: expect.any(Date), filed: 12, undone: 10 });
	expect(await shown(await scene.write(member))).toMatchObject({ in: 'Hall', tags: [] });
	const resume = async (actor: 'owner' | 'moderator', filingRuleId: string) =>
		outcomeOf((await scene.caller(actor)).filing.resume({ filingRuleId }));
	expect(await resume('moderator', stopped.id)).toBe('permissions.denied');
	expect(await resume('owner', newId())).toBe('filing.rule_not_found');
	expect(await resume('owner', stopped.id)).toBe('done');
	expect(await list()).toMatchObject({ stoppedAt: null });
	const again = await scene.write(member);
	expect(await shown(again)).toMatchObject({ in: 'Market' });
	await undo(member, again);
	expect((await list())?.stoppedAt).toBeNull();
	scene.installation.clock.advance(31 * 86_400);
	expect(await (await scene.caller('owner')).filing.list()).toMatchObject({
		rules: [{ filed: 0, undone: 0, lastAt: expect.any(Date) }],
	});
});
