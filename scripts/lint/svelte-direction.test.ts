import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runTool, scratchRepository } from './scratch.ts';

type Finders = Record<'physicalClass' | 'physicalProperty', (text: string) => string | null>;
const rules: Promise<Finders> = import(join(import.meta.dirname, 'svelte-direction.mjs'));
const { physicalClass, physicalProperty } = await rules;

const ROOT = resolve(import.meta.dirname, '../..');
const RULE = 'direction/no-physical-sides';

function lint(files: Record<string, string>): Record<string, (string | null)[]> {
	using scratch = scratchRepository(['eslint.config.js'], files);
	const printed = runTool(scratch.folder, 'eslint/bin/eslint.js', [
		...['-f', 'json'],
		...Object.keys(files),
	]);
	const report = JSON.parse(printed) as {
		filePath: string;
		messages: { ruleId: string | null }[];
	}[];
	return Object.fromEntries(
		report.map(({ filePath, messages }) => [
			filePath.slice(scratch.folder.length + 1),
			messages.map(({ ruleId }) => ruleId),
		]),
	);
}

test('a class or a style that names a side of the screen is found, in both apps and the components', () => {
	const bad = {
		'apps/community/src/lib/A.svelte': '<p class="mt-1 ml-2">·</p>',
		'apps/studio/src/lib/B.svelte': "<p class={['p-1', 1 > 0 && 'sm:-right-3']}>·</p>",
		'packages/ui/src/C.svelte': '<p>·</p><style>p { padding-left: 1px; }</style>',
	};
	for (const [path, found] of Object.entries(lint(bad))) expect(found, path).toEqual([RULE]);
});

test('the forms that follow the direction of the page are not found', () => {
	const good = {
		'apps/community/src/lib/A.svelte':
			'<p class="ms-2 pe-1 start-0 border-s text-start rounded-e-lg origin-top-left">·</p>',
		'packages/ui/src/C.svelte':
			'<p data-side="left">·</p><style>p { inset-inline-start: 0; text-align: start; }</style>',
	};
	for (const [path, found] of Object.entries(lint(good))) expect(found, path).toEqual([]);
});

test.each([
	'ml-2',
	'md:pr-4',
	'-left-1',
	'hover:border-l',
	'rounded-tl-lg',
	'text-right',
	'group-open:mr-1',
])('%s is a side of the screen', (name) =>
	expect(physicalClass(`flex ${name} gap-2`)).not.toBeNull(),
);

test('the style sheets of both apps name no side of the screen', () => {
	const sheets = globSync(['apps/*/src/*.css', 'packages/ui/src/*.css'], { cwd: ROOT });
	expect(sheets.length).toBeGreaterThan(2);
	for (const path of sheets) {
		const css = readFileSync(join(ROOT, path), 'utf8');
		expect(physicalProperty(css), path).toBeNull();
		for (const [, classes = ''] of css.matchAll(/@apply ([^;]+);/g))
			expect(physicalClass(classes), path).toBeNull();
	}
});
