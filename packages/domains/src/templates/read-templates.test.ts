import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentFor, readDemos, readTemplates } from './index.ts';

const text = (words: string) => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});
const template = {
	key: 'choir',
	icon: 'music',
	look: { brand: '#0b6bcb', font: 'inter', radius: 'small', density: 'compact' },
	access: { visibility: 'private', join: 'approval' },
	groups: [
		{
			key: 'main',
			spaces: [
				{
					key: 'rehearsal',
					slug: 'rehearsal',
					icon: '🎶',
					visibility: 'members',
					posting: 'everyone',
					modules: ['feed'],
				},
			],
		},
	],
	roles: [{ key: 'conductor', color: '#8a3b5f', permissions: { 'posts:publish': 'allow' } }],
};
const content = {
	name: 'Choir',
	tagline: 'We sing on Thursdays',
	description: 'A choir.',
	groups: { main: 'Main' },
	spaces: { rehearsal: { name: 'Rehearsal', description: 'Notes', prompt: 'What do we sing?' } },
	roles: { conductor: 'Conductor' },
	guidelines: { title: 'House rules', rules: [{ title: 'Be on time', text: '' }] },
	posts: [
		{
			key: 'welcome',
			space: 'rehearsal',
			kind: 'discussion',
			title: 'Welcome',
			body: text('Hello.'),
		},
	],
};
const demo = {
	organization: { name: 'Choir' },
	owner: { name: 'Ada', email: 'ada@demo.kith.invalid' },
	community: {
		name: 'Choir',
		slug: 'the-choir',
		template: 'choir',
		locale: 'en',
		look: template.look,
		tagline: '',
		description: '',
	},
	members: [
		{
			id: '0199f0a0-0000-7000-8000-000000000001',
			handle: 'ada',
			name: 'Ada',
			bio: '',
			joinedDaysAgo: 9,
			role: 'owner',
		},
	],
	posts: [
		{
			author: 'ada',
			space: 'rehearsal',
			title: 'Thursday',
			body: text('At eight.'),
			daysAgo: 1,
			reactions: {},
			comments: [{ author: 'ada', body: text('Sharp.'), hoursAfter: 2 }],
		},
	],
};

let dir = '';
beforeEach(async () => {
	dir = await mkdtemp(join(tmpdir(), 'templates-'));
	await mkdir(join(dir, 'choir'));
	await mkdir(join(dir, 'demo'));
	await write('choir/template.json', template);
	await write('choir/content.en.json', content);
	await write('demo/demo.json', demo);
});
afterEach(() => rm(dir, { recursive: true }));

const write = (file: string, value: unknown) => writeFile(join(dir, file), JSON.stringify(value));
const fault = async (read: Promise<unknown>) => String(await read.catch((error: unknown) => error));

test('a folder with its shape and English words is a template', async () => {
	const loaded = await readTemplates(dir);
	expect([...loaded.keys()]).toEqual(['choir']);
	const choir = loaded.get('choir');
	expect(choir && contentFor(choir, 'pt-BR').name).toBe('Choir');
});

test('words are given in the closest locale there is', async () => {
	await write('choir/content.de.json', { ...content, name: 'Chor' });
	const choir = (await readTemplates(dir)).get('choir');
	expect(choir && contentFor(choir, 'de-AT').name).toBe('Chor');
	expect(choir && contentFor(choir, 'fr').name).toBe('Choir');
});

test.each([
	['look.brand', { ...template, look: { ...template.look, brand: 'blue' } }],
	['roles.0.key', { ...template, roles: [{ key: 'owner', color: '#000000', permissions: {} }] }],
	['groups', { ...template, groups: Array.from({ length: 6 }, () => template.groups[0]) }],
	[
		'spaces: "rehearsal" stands twice',
		{ ...template, groups: [...template.groups, ...template.groups] },
	],
	['key: is not the name of the folder', { ...template, key: 'chorus' }],
	[
		'roles.permissions: there is no "posts:sing"',
		{
			...template,
			roles: [{ key: 'x', color: '#000000', permissions: { 'posts:sing': 'allow' } }],
		},
	],
])('a fault in the shape is named with its file and path: %s', async (path, value) => {
	await write('choir/template.json', value);
	const message = await fault(readTemplates(dir));
	expect(message).toContain(join(dir, 'choir', 'template.json'));
	expect(message).toContain(path);
});

test.each([
	['spaces: "rehearsal" is missing', { ...content, spaces: {} }],
	['roles: there is no "tenor"', { ...content, roles: { ...content.roles, tenor: 'Tenor' } }],
	[
		'posts.0.space: there is no "bar"',
		{ ...content, posts: [{ ...content.posts[0], space: 'bar' }] },
	],
	['guidelines', { ...content, guidelines: { title: 'House rules', rules: [] } }],
])('a fault in the words is named with its file and path: %s', async (path, value) => {
	await write('choir/content.de.json', value);
	const message = await fault(readTemplates(dir));
	expect(message).toContain(join(dir, 'choir', 'content.de.json'));
	expect(message).toContain(path);
});

test('a template without English words is refused', async () => {
	await rm(join(dir, 'choir/content.en.json'));
	expect(await fault(readTemplates(dir))).toContain('content.en.json: the file: is missing');
});

test('a file that is not JSON is named', async () => {
	await writeFile(join(dir, 'choir/template.json'), '{');
	expect(await fault(readTemplates(dir))).toContain('template.json: is not JSON');
});

const [post] = demo.posts;

/** In a group, for a member and by a price that are not there. */
const sales = () => {
	const space = { key: 'lounge', slug: 'lounge', icon: '🛏️', name: 'Lounge', group: 'nowhere' };
	const terms = { kind: 'lifetime', currency: 'eur', amount: 100 };
	const tier = { name: 'Patron', slug: 'patron', description: '', benefits: [], trialDays: 0 };
	return {
		space: { ...space, description: 'For few', prompt: 'What?' },
		tiers: [
			{
				...tier,
				opensSpace: true,
				prices: [terms],
				holders: [{ member: 'bob', daysAgo: 1, price: 1 }],
			},
		],
	};
};
test.each([
	[
		'community.template: there is no "band"',
		{ community: { ...demo.community, template: 'band' } },
	],
	['community.slug', { community: { ...demo.community, slug: 'www' } }],
	['posts.0.author: there is no "bob"', { posts: [{ ...post, author: 'bob' }] }],
	['posts.0.author: had not joined yet', { posts: [{ ...post, daysAgo: 10 }] }],
	['posts.0.space: there is no "bar"', { posts: [{ ...post, space: 'bar' }] }],
	[
		'posts.0.reactions.👍: there is no "bob"',
		{ posts: [{ ...post, reactions: { '👍': ['bob'] } }] },
	],
	[
		'posts.0.comments.0.hoursAfter: lies in the future',
		{ posts: [{ ...post, comments: [{ ...post?.comments[0], hoursAfter: 25 }] }] },
	],
	['sales.space.group: there is no "nowhere"', { sales: sales() }],
	[
		'sales.affiliates: there is no "nobody"',
		{ sales: { ...sales(), affiliates: [{ member: 'nobody', brings: [] }] } },
	],
	['sales.tiers.patron.holders: there is no "bob"', { sales: sales() }],
	['sales.tiers.patron.holders: bob has no such price', { sales: sales() }],
	['exactly one has the role owner', { owner: { ...demo.owner, name: 'Eve' } }],
])('a demo that refers to nothing is refused: %s', async (path, change) => {
	await write('demo/demo.json', { ...demo, ...change });
	const message = await fault(readTemplates(dir).then((all) => readDemos(join(dir, 'demo'), all)));
	expect(message).toContain(join(dir, 'demo', 'demo.json'));
	expect(message).toContain(path);
});
