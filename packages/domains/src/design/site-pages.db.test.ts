import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';
import { DEFAULT_NAVIGATION, type Navigation } from './navigation.schema.ts';
import type { Block } from './pages.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let spaces: string[];
const SECRET = 'Only for a few';
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
	const owner = communityCaller(await actors.as('owner'));
	const access = { visibility: 'public' as const, join: 'open' as const };
	await owner.communities.updateAccess(access);
	for (const visibility of ['private', 'members'] as const)
		await owner.spaces.create({ ...spaceFields(), name: `${SECRET} ${visibility}`, visibility });
	const ctx = await actors.as('owner');
	spaces = ctx.snapshot.spaces.map(({ id }) => id);
	for (const { id: spaceId, name } of ctx.snapshot.spaces)
		if (name.startsWith(SECRET))
			await publishPost(ctx, { id: newId(), spaceId, title: name, body: words(name) });
});
afterAll(() => installation.close());

async function put(section: 'pages' | 'navigation', value: object): Promise<void> {
	const { design } = communityCaller(await actors.as('owner'));
	const { versions } = await design.get();
	await design.saveDraft({ section, basedOn: versions[section], value } as never);
	const { design: again } = communityCaller(await actors.as('owner'));
	const { stamp, changed } = await again.get();
	if (changed.length > 0) await again.publish({ stamp, note: '' });
}
const menusFor = async (who: 'anonymous' | 'member' | 'moderator' | 'owner') =>
	communityCaller(await actors.as(who)).design.menus();

const plain = { isHidden: false, audience: 'everyone', roleIds: [] } as const;
const link = (label: string, change: object = {}) => ({
	...{ ...plain, roleIds: [] as string[], id: newId(), kind: 'link' as const, label },
	...{ href: 'https://kith.example', icon: '' as const, ...change },
});

test('a block shows what its reader may read, whatever it asks for', async () => {
	const id = () => newId();
	const space = fc.option(fc.nat(20).map((at) => spaces[at % spaces.length] ?? newId()));
	const block = fc.oneof(
		space.map((spaceId): Block => ({
			...{ id: id(), kind: 'posts', title: '', order: 'latest', count: 12 },
			spaceId: spaceId ?? null,
		})),
		fc.constant(null).map((): Block => ({
			...{ id: id(), kind: 'posts', title: '', order: 'featured', count: 3, spaceId: null },
		})),
		fc.array(space, { maxLength: 4 }).map((ids): Block => ({
			...{ id: id(), kind: 'spaces', title: '', spaceIds: ids.flatMap((one) => one ?? []) },
		})),
		fc.constant(null).map((): Block => ({ id: id(), kind: 'stats', title: '' })),
		fc.constant(null).map((): Block => ({ id: id(), kind: 'members', title: '', count: 6 })),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 4 }), async (blocks) => {
			await put('pages', { home: { isOn: true, blocks }, about: { isOn: false, blocks: [] } });
			for (const who of ['anonymous', 'member', 'moderator'] as const) {
				const ctx = await actors.as(who);
				const page = await communityCaller(ctx).design.page({ page: 'home' });
				const readable = new Set(ctx.grants.spaces.readable);
				const hidden = ctx.snapshot.spaces.filter(({ id: one }) => !readable.has(one));
				for (const { name } of hidden) expect(JSON.stringify(page)).not.toContain(name);
				for (const one of page.blocks)
					if (one.kind === 'stats') expect(one.spaces).toBe(readable.size);
			}
		}),
		{ numRuns: 12 },
	);
});

test('a page that is off is not there, and a private community shows visitors none', async () => {
	const off = { isOn: false, blocks: [] };
	const text = { id: newId(), kind: 'text', source: '## Hello\n**there**' };
	await put('pages', { home: off, about: { isOn: true, blocks: [text] } });
	const visitor = communityCaller(await actors.as('anonymous'));
	expect(await outcomeOf(visitor.design.page({ page: 'home' }))).toBe('design.page_not_found');
	const { blocks } = await visitor.design.page({ page: 'about' });
	expect(blocks).toMatchObject([{ kind: 'text' }]);
	const elsewhere = await createTestCommunity(installation);
	const outside = communityCaller(await elsewhere.as(null));
	expect(await outcomeOf(outside.design.page({ page: 'about' }))).toBe('identity.sign_in_needed');
	expect(await outcomeOf(outside.design.menus())).toBe('identity.sign_in_needed');
});

test('menus stand in their own order, for whom they are meant, and name no hidden space', async () => {
	const { snapshot } = await actors.as('owner');
	const moderatorId = snapshot.roles.find(({ key }) => key === 'moderator')?.id ?? '';
	const [group] = snapshot.groups;
	const inside = snapshot.spaces.filter(({ groupId }) => groupId === group?.id);
	const turned = inside.map(({ id }) => id).toReversed();
	const navigation: Navigation = {
		sidebar: [
			{ ...plain, roleIds: [], id: newId(), kind: 'heading', label: 'Elsewhere' },
			link('For all'),
			link('For members', { audience: 'members' }),
			link('For moderators', { audience: 'roles', roleIds: [moderatorId] }),
			link('For nobody', { isHidden: true }),
			...DEFAULT_NAVIGATION.sidebar,
			{
				...{ ...plain, roleIds: [], id: newId(), kind: 'group', groupId: group?.id ?? null },
				...{ spaceIds: [newId(), ...turned], hiddenIds: turned.slice(0, 1) },
			},
		],
		top: [link('Shop', { audience: 'visitors' })],
		tabs: ['you', 'home'],
	};
	await put('navigation', navigation);
	const labels = async (who: 'anonymous' | 'member' | 'moderator') =>
		(await menusFor(who)).sidebar[0]?.links.flatMap(({ label }) => label ?? []);
	expect(await labels('anonymous')).toEqual(['For all']);
	expect(await labels('member')).toEqual(['For all', 'For members']);
	expect(await labels('moderator')).toEqual(['For all', 'For members', 'For moderators']);
	const shown = await menusFor('anonymous');
	expect(shown.sidebar[0]?.name).toBe('Elsewhere');
	expect(shown.sidebar[1]?.spaceIds).toEqual(turned.slice(1));
	expect([shown.top.length, (await menusFor('member')).top.length]).toEqual([1, 0]);
	expect(shown.tabs).toEqual(['you', 'home']);
	const readable = (await actors.as('anonymous')).grants.spaces.readable;
	for (const { spaceIds } of shown.sidebar)
		for (const id of spaceIds) expect(readable).toContain(id);
	expect((await menusFor('owner')).sidebar.flatMap(({ spaceIds }) => spaceIds)).toHaveLength(
		spaces.length - 1,
	);
});

test('a link leads to the web or to a page of the place, nowhere else', async () => {
	for (const href of [
		'javascript:alert(1)',
		'http://plain.example',
		'//evil.example',
		'/\\evil',
		'data:x',
		'',
	])
		expect(
			await outcomeOf(put('navigation', { ...DEFAULT_NAVIGATION, top: [link('x', { href })] })),
		).toContain('links.bad_scheme');
});
