import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { openFiling, ruleOf, type FilingScene } from './filing-fixture.ts';
import type { FilingRule } from './filing.schema.ts';

let scene: FilingScene;
beforeAll(async () => {
	scene = await openFiling();
});
afterAll(() => scene.installation.close());

test('who runs the rules of approval makes them, nobody else, and each community its own', async () => {
	const { spaces } = scene;
	const rules = [ruleOf({ toSpaceId: spaces.market })];
	for (const actor of ['member', 'moderator', 'anonymous', 'foreigner'] as const) {
		const { filing } = await scene.caller(actor);
		expect(await outcomeOf(filing.list())).not.toBe('done');
		expect(await outcomeOf(filing.save({ rules, version: 0 }))).not.toBe('done');
		const rule = ruleOf({ toSpaceId: spaces.market });
		expect(await outcomeOf(filing.preview({ rule }))).not.toBe('done');
	}
	const { filing } = await scene.caller('admin');
	expect(await filing.save({ rules, version: 0 })).toEqual({ version: 1 });
	expect((await filing.list()).rules).toMatchObject([{ rule: rules[0], filed: 0, lastAt: null }]);
});

test('of ten who save upon the same version one does', async () => {
	const { filing } = await scene.caller('owner');
	const { version } = await filing.list();
	const outcomes = await atOnce(10, () => filing.save({ rules: [], version }));
	expect(outcomes).toEqual({ done: 1, 'filing.changed_meanwhile': 9 });
});

test('fifty fit and no more, each with a name of its own, and what they name is there', async () => {
	const { filing } = await scene.caller('owner');
	const { market } = scene.spaces;
	const save = async (rules: FilingRule[]) =>
		outcomeOf(filing.save({ rules, version: (await filing.list()).version }));
	const many = (count: number) =>
		Array.from({ length: count }, () => ruleOf({ toSpaceId: market }));
	expect(await save(many(51))).toContain('too_big');
	expect(await save(many(50))).toBe('done');
	const one = ruleOf({ name: 'Sales', toSpaceId: market });
	expect(await save([one, ruleOf({ name: 'SALES', toSpaceId: market })])).toContain('custom');
	expect(await save([ruleOf({ toSpaceId: newId() })])).toBe('spaces.not_found');
	expect(await save([ruleOf({ spaceIds: [newId()], toSpaceId: market })])).toBe('spaces.not_found');
	expect(await save([ruleOf({ tagIds: [newId()] })])).toBe('tags.not_found');
});

test('what a rule names and is gone meanwhile does not keep it from being saved', async () => {
	const { filing, tags } = await scene.caller('owner');
	const tagId = await scene.tag('Short');
	const rule = ruleOf({ tagIds: [tagId] });
	await scene.save(rule);
	await tags.delete({ tagId });
	await scene.save({ ...rule, isPaused: true });
	expect((await filing.list()).rules[0]).toMatchObject({ broken: { tags: true }, tags: [] });
	const { version } = await filing.list();
	const other = [rule, ruleOf({ tagIds: [tagId] })];
	expect(await outcomeOf(filing.save({ rules: other, version }))).toBe('tags.not_found');
});

test('the log tells which rules changed, and nothing of the others', async () => {
	const { audit } = await scene.caller('owner');
	const { market } = scene.spaces;
	const [one, other] = [
		ruleOf({ name: 'One', toSpaceId: market }),
		ruleOf({ name: 'Two', toSpaceId: market }),
	];
	await scene.save(one, other);
	await scene.save(other, { ...one, isPaused: true });
	const { items } = await audit.list({ action: 'settings.updated', limit: 1 });
	expect(Object.keys(items[0]?.details?.after ?? {}).toSorted()).toEqual(['order', '“One”']);
});
