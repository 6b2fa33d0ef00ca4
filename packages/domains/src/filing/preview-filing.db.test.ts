import { afterAll, beforeAll, expect, test } from 'vitest';
import { words } from '@kith/testing/test-content';
import { communityCaller } from '../index.ts';
import { openFiling, ruleOf, type FilingScene } from './filing-fixture.ts';
import { FILED_KINDS, type FilingRule } from './filing.schema.ts';

let scene: FilingScene;
beforeAll(async () => {
	scene = await openFiling();
});
afterAll(() => scene.installation.close());

/** Numbers that look thrown, and are the same each time. */
function dice(seed: number) {
	let state = seed;
	const below = (most: number) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % most;
	};
	const some = <T>(all: readonly T[]) => all.filter(() => below(3) === 0);
	const one = <T>(all: readonly [T, ...T[]]): T => all[below(all.length)] ?? all[0];
	return { below, some, one };
}

const WORDS = ['boat', 'sail', '列車', 'قارب', 'for sale', 'Straße'] as const;
const HOSTS = ['boats.example', 'trains.example'] as const;

test('what a rule is said to do with the newest posts is what it does with such posts', async () => {
	const { spaces, actors, here } = scene;
	const owner = await scene.caller('owner');
	await owner.tags.saveGroup({ name: 'Size', onlyOne: true, requiredSpaceIds: [] });
	const tagGroupId = (await owner.tags.groups()).find(({ name }) => name === 'Size')?.id ?? '';
	const tags = {
		Small: await scene.tag('Small', { tagGroupId }),
		Large: await scene.tag('Large', { tagGroupId }),
		Plain: await scene.tag('Plain'),
		Fixed: await scene.tag('Fixed', { isRestricted: true }),
	};
	const late = await here.member('member', 'Lena Late');
	scene.installation.clock.advance(3 * 86_400);
	const inside = await here.member('moderator', 'Ina Inside');
	const writers = [
		await actors.as('member'),
		await actors.as('owner'),
		await here.as(late),
	] as const;
	const everywhere = [...writers, await here.as(inside)] as const;
	await owner.posts.deleteExamples();
	const { below, one, some } = dice(20_260_501);
	const posts = Array.from({ length: 30 }, () => {
		const ctx = one(everywhere);
		const spaceId = one(
			ctx.grants.spaces.postable.filter((id) => Object.values(spaces).includes(id)) as [string],
		);
		const site = below(4) === 0 ? ` https://www.${one(HOSTS)}/x` : '';
		const post = {
			...{ spaceId, title: `About ${some(WORDS).join(' and ') || 'nothing'}s` },
			body: words(`${some(WORDS).join(', ')}${site} rowboat`),
			...{ kind: one(FILED_KINDS), tags: some(['Small', 'Large', 'Plain']).slice(0, 1) },
		};
		return { ctx, post };
	});
	const maybe = <T>(all: readonly T[]) => (below(2) === 0 ? some(all) : []);
	const rules = Array.from({ length: 12 }, (): FilingRule => {
		const tagIds = some(Object.values(tags));
		return ruleOf({
			...{ kinds: maybe(FILED_KINDS), spaceIds: maybe(Object.values(spaces)) },
			...{ words: maybe(WORDS), wholeWords: below(2) === 0, hosts: some(some(HOSTS)) },
			...{ joinedWithin: below(3) === 0 ? 2 : null, tagIds },
			toSpaceId:
				tagIds.length === 0 || below(2) === 0 ? one(Object.values(spaces) as [string]) : null,
		});
	});
	await scene.save();
	for (const { ctx, post } of posts) await scene.write(ctx, post);
	// The preview is asked of the posts as they were written, each rule before any rule did anything.
	const said = await Promise.all(rules.map((rule) => owner.filing.preview({ rule })));
	const before = await here.db
		.selectFrom('posts')
		.select('id')
		.where('filing', 'is not', null)
		.execute();
	expect(before).toEqual([]);
	let filedAtAll = 0;
	let refusedAtAll = 0;
	for (const [at, rule] of rules.entries()) {
		await scene.save(rule);
		const did = { filed: 0, moved: 0, tagged: 0 };
		for (const { ctx, post } of posts) {
			const postId = await scene.write(ctx, post);
			const { filed, space } = await communityCaller(await actors.as('owner')).posts.get({
				postId,
			});
			if (filed) did.filed += 1;
			if (space.id !== post.spaceId) did.moved += 1;
			if (filed?.tags.length) did.tagged += 1;
		}
		expect(said[at], JSON.stringify(rule)).toMatchObject({ looked: posts.length, ...did });
		filedAtAll += did.filed;
		refusedAtAll += said[at]?.refused ?? 0;
	}
	expect(filedAtAll).toBeGreaterThan(50);
	expect(refusedAtAll).toBeGreaterThan(10);
}, 120_000);

test('the newest two hundred are looked at, the first ten are named, and what was filed counts as it was written', async () => {
	const { spaces } = scene;
	const rule = ruleOf({ words: ['quokka'], toSpaceId: spaces.market });
	const owner = await scene.caller('owner');
	await scene.save(rule);
	const member = await scene.actors.as('member');
	for (let count = 0; count < 11; count += 1)
		await scene.write(member, { title: `A quokka, number ${count}` });
	const preview = await owner.filing.preview({ rule });
	expect(preview).toMatchObject({ looked: 200, filed: 11, moved: 11, tagged: 0, refused: 0 });
	expect(preview.first.map(({ title }) => title)).toHaveLength(10);
	expect(preview.first[0]).toMatchObject({
		title: 'A quokka, number 10',
		space: 'Hall',
		isMoved: true,
	});
});

test('nobody reads a title in a preview that they may not read otherwise', async () => {
	const { spaces, here } = scene;
	const admin = await here.as(await here.member('admin', 'Adi Admin'));
	await scene.save();
	await scene.write(await scene.actors.as('owner'), {
		spaceId: spaces.cabinet,
		title: 'Secret wombat',
	});
	const rule = ruleOf({ words: ['wombat'], toSpaceId: spaces.market });
	const seen = await communityCaller(admin).filing.preview({ rule });
	const mayRead = admin.grants.spaces.readable.includes(spaces.cabinet);
	expect(seen.refused).toBe(mayRead ? 1 : 0);
	expect(seen.filed).toBe(0);
});
