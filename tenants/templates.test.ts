import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDemos, readTemplates, type DemoComment } from '@kith/domains/templates';
import { LOCALES } from '@kith/kernel/locales';

const templates = await readTemplates(import.meta.dirname);
const demos = await readDemos(join(import.meta.dirname, 'demo'), templates);
const entries = [...templates.values()];
const contents = entries.flatMap(({ template, content }) =>
	[...content].map(([locale, words]) => ({ name: `${template.key} in ${locale}`, words })),
);

const SCRIPTS: Readonly<Record<string, RegExp>> = {
	ar: /\p{Script=Arabic}/u,
	ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
};
/** Such as the key of a post. */
const IDENTIFIER = /^[a-z0-9-]+$/;

test('there is a template for each of the ten uses of a community', () => {
	expect([...templates.keys()]).toEqual([
		'advocacy',
		'brand-fans',
		'creative',
		'customer-support',
		'gaming',
		'learning',
		'neighbourhood',
		'product-users',
		'professional-network',
		'wellness',
	]);
});

test.each(entries)('$template.key speaks every language, with the same posts', ({ content }) => {
	expect([...content.keys()].toSorted()).toEqual([...LOCALES].toSorted());
	const shapes = [...content.values()].map(({ posts, guidelines }) => ({
		posts: posts.map(({ key, space, pinned }) => ({ key, space, pinned })),
		rules: guidelines.rules.length,
	}));
	for (const shape of shapes) expect(shape).toEqual(shapes[0]);
});

test.each(entries)('no sentence of $template.key stands in two languages', ({ content }) => {
	const spokenIn = new Map<string, string>();
	for (const [locale, words] of content)
		for (const text of textsOf(words).filter(isSentence)) {
			expect(spokenIn.get(text) ?? locale, text).toBe(locale);
			spokenIn.set(text, locale);
		}
});

test.each(contents)('$name is written in the script of its language', ({ name, words }) => {
	const script = SCRIPTS[name.slice(-2)] ?? /\p{Script=Latin}/u;
	for (const text of textsOf(words).filter(isSentence)) expect(text).toMatch(script);
});

test('no two templates look the same', () => {
	const brands = entries.map(({ template }) => template.look.brand);
	for (const [index, brand] of brands.entries())
		for (const other of brands.slice(index + 1)) expect(distance(brand, other)).toBeGreaterThan(35);
});

test.each([...entries.map(({ template }) => template), ...demos.map(({ community }) => community)])(
	'white text is readable on the brand colour $look.brand',
	({ look }) => expect(contrastWithWhite(look.brand)).toBeGreaterThanOrEqual(4.5),
);

test.each(entries)('the role colours of $template.key are readable on white', ({ template }) => {
	for (const { color } of template.roles)
		expect(contrastWithWhite(color)).toBeGreaterThanOrEqual(4.5);
});

test.each(contents)(
	'$name brings four to six posts, the first of them a pinned welcome',
	({ words }) => {
		expect(words.posts.length).toBeGreaterThanOrEqual(4);
		expect(words.posts.length).toBeLessThanOrEqual(6);
		expect(words.posts[0]).toMatchObject({ key: 'welcome', pinned: true });
	},
);

test.each(contents)('the guidelines of $name are five to seven rules', ({ words }) => {
	const { rules } = words.guidelines;
	expect(rules.length).toBeGreaterThanOrEqual(5);
	expect(rules.length).toBeLessThanOrEqual(7);
});

test.each([
	...contents.map(({ name, words }) => ({ name, words: [words] })),
	{ name: 'the demos', words: demos },
])('$name holds no filler and no straight quotation marks', ({ words }) => {
	const text = textsOf(words).join('\n');
	expect(text).not.toMatch(/\b(lorem|ipsum|tbd|fixme|placeholder|foo|foobar|asdf)\b|x{3,}|\{\{/i);
	// In small letters it is a word of Spanish.
	expect(text).not.toMatch(/\bTODO\b/);
	expect(text).not.toMatch(/"/);
});

test('the two demo communities are two different products', () => {
	const [first, second] = demos.map(({ community }) => community);
	expect(demos).toHaveLength(2);
	for (const trait of ['slug', 'template', 'name'] as const)
		expect(first?.[trait]).not.toBe(second?.[trait]);
	for (const trait of ['brand', 'font', 'radius', 'density'] as const)
		expect(first?.look[trait]).not.toBe(second?.look[trait]);
});

test('the first demo is lively: many people, every space in use, one long conversation', () => {
	const [demo] = demos;
	const threads = demo?.posts.map(({ comments }) => flat(comments)) ?? [];
	expect(demo?.members.length).toBeGreaterThanOrEqual(24);
	expect(demo?.posts.length).toBeGreaterThanOrEqual(18);
	const sold = demo?.sales ? [demo.sales.space.key] : [];
	expect(sold).toHaveLength(1);
	const inUse = new Set(demo?.posts.map(({ space }) => space));
	expect(inUse.size).toBe(5 + sold.length);
	expect(Math.max(...threads.map(({ length }) => length))).toBeGreaterThanOrEqual(30);
	expect(Math.max(...threads.flat().map(({ depth }) => depth))).toBe(4);
});

function flat(comments: readonly DemoComment[], depth = 1): { depth: number }[] {
	return comments.flatMap(({ replies }) => [{ depth }, ...flat(replies ?? [], depth + 1)]);
}

/** Longer than a name, which two languages may share. */
function isSentence(text: string): boolean {
	return text.length > 16 && !IDENTIFIER.test(text);
}

function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	if ('type' in value && value.type === 'codeBlock') return [];
	return Object.values(value).flatMap(textsOf);
}

function channels(color: string): [number, number, number] {
	const at = (start: number) => Number.parseInt(color.slice(start, start + 2), 16);
	return [at(1), at(3), at(5)];
}

function distance(one: string, other: string): number {
	const theirs = channels(other);
	return Math.hypot(...channels(one).map((value, index) => value - (theirs[index] ?? 0)));
}

/** WCAG 2 contrast ratio of `color` and white. */
function contrastWithWhite(color: string): number {
	const [red, green, blue] = channels(color).map((value) => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
