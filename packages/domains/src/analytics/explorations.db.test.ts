import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startModule } from '../modules/index.ts';
import { communityCaller } from '../index.ts';
import { MOST_EXPLORATIONS } from './explorations.schema.ts';
import { AskExplore } from './explore.schema.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const question = AskExplore.parse({ metric: 'post', dimension: 'week', days: 90 });

async function community() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	await startModule(await here.as(founder), 'analytics');
	installation.services.snapshots.drop(here.id);
	const ada = await here.member('admin', 'Ada');
	const api = async (who = founder) => communityCaller(await here.as(who));
	const save = async (name: string, isShared = true, who = founder, id = newId()) => {
		await (await api(who)).analytics.saveExploration({ id, name, question, isShared });
		return id;
	};
	const names = async (who = founder) =>
		(await (await api(who)).analytics.explorations()).map(({ name }) => name);
	return { here, founder, ada, api, save, names };
}

test('what is shared everybody finds who sees numbers, one’s own nobody else', async () => {
	const { here, ada, api, save, names, founder } = await community();
	const id = await save('Posts by week');
	await save('Posts by week', true, founder, id);
	await save('Mine', false, ada);
	expect(await names()).toEqual(['Posts by week']);
	expect(await names(ada)).toEqual(['Mine', 'Posts by week']);
	const [mine] = await (await api(ada)).analytics.explorations();
	expect(mine).toMatchObject({
		question,
		by: 'Ada',
		isManageable: true,
		isShared: false,
		version: 1,
	});
	const removal = { explorationId: mine?.id ?? '', version: 1 };
	expect(await outcomeOf((await api()).analytics.removeExploration(removal))).toBe(
		'analytics.exploration_not_found',
	);
	const nobody = await here.member('member', 'Bo');
	expect(await outcomeOf(names(nobody))).toBe('permissions.denied');
	expect(await outcomeOf(save('Theirs', true, nobody))).toBe('permissions.denied');
});

test('a name is there once, and what changes goes by the version one saw', async () => {
	const { ada, api, save, names } = await community();
	const explorationId = await save('Posts by week');
	expect(await outcomeOf(save('posts BY week', true, ada))).toBe('analytics.name_taken');
	const { analytics } = await api(ada);
	const renamed = { explorationId, name: 'Texts', isShared: true, version: 1 };
	await analytics.renameExploration(renamed);
	expect(await outcomeOf(analytics.renameExploration(renamed))).toBe(
		'analytics.exploration_changed',
	);
	expect(await outcomeOf(analytics.removeExploration({ explorationId, version: 1 }))).toBe(
		'analytics.exploration_changed',
	);
	await analytics.removeExploration({ explorationId, version: 2 });
	expect(await names()).toEqual([]);
	const { items } = await (await api()).audit.list({ action: 'settings.updated' });
	expect(items.slice(0, 3).map(({ details }) => [details?.before, details?.after])).toMatchObject([
		[{ name: 'Texts', metric: 'post' }, { name: null }],
		[{ name: 'Posts by week' }, { name: 'Texts' }],
		[{ name: null }, { name: 'Posts by week', isShared: true, dimension: 'week' }],
	]);
});

test('there is an end to them, also where many are saved at once', async () => {
	const { here, save, names } = await community();
	for (let index = 0; index < MOST_EXPLORATIONS - 1; index += 1) await save(`Number ${index}`);
	const cem = await here.member('admin', 'Cem');
	await save('Of somebody who leaves', false, cem);
	const leaving = here.db.updateTable('members').set({ status: 'removed' });
	await leaving.where('id', '=', cem.memberId).execute();
	const answers = await atOnce(3, (index) => save(`Late ${index}`));
	expect(answers).toEqual({ done: 1, 'analytics.too_many_explorations': 2 });
	expect(await names()).toHaveLength(MOST_EXPLORATIONS);
});
