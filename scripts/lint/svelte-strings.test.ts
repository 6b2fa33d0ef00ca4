import { expect, test } from 'vitest';
import { runTool, scratchRepository } from './scratch.ts';

type Report = { filePath: string; messages: { ruleId: string | null; message: string }[] }[];

/** The rules that the repository's own ESLint config reports for each component. */
function lint(files: Record<string, string>): Record<string, string[]> {
	using scratch = scratchRepository(['eslint.config.js'], files);
	const paths = Object.keys(files);
	const printed = runTool(scratch.folder, 'eslint/bin/eslint.js', ['-f', 'json', ...paths]);
	return Object.fromEntries(
		(JSON.parse(printed) as Report).map(({ filePath, messages }) => [
			filePath.slice(scratch.folder.length + 1),
			messages.map(({ ruleId, message }) => ruleId ?? message),
		]),
	);
}

const RULE = 'strings/no-literal-text';
const page = (name: string) => `apps/community/src/routes/${name}/+page.svelte`;

test('text for people that stands in a component is found', () => {
	const bad: Record<string, string> = {
		text: '<p>Welcome back</p>',
		umlaut: '<p>Über uns</p>',
		brand: '<p>Kith is open</p>',
		label: '<input aria-label="Search" />',
		placeholder: '<input placeholder="Your name" />',
		title: '<a href="/x" title={`Open ${1}`}>→</a>',
		alt: '<img src="/x.png" alt="A cat" />',
		block: '{#if 1 > 0}<b>Saved</b>{/if}',
		expression: "<p>{1 > 0 ? 'Saved' : 'Lost'}</p>",
		component:
			'<script lang="ts">import Empty from "./E.svelte";</script><Empty title="Nothing" />',
	};
	const found = lint(Object.fromEntries(Object.entries(bad).map(([name, t]) => [page(name), t])));
	for (const name of Object.keys(bad)) expect(found[page(name)], name).toContain(RULE);
	expect(found[page('text')]).toEqual([RULE]);
});

test('messages, signs, numbers, the brand, code and classes are not found', () => {
	const good: Record<string, string> = {
		message: '<script lang="ts">const m = { hi: () => "hi" };</script><p>{m.hi()}</p>',
		signs: '<p>· — 42 % &nbsp; &amp; ×</p>',
		brand: '<b>Kith</b>',
		code: '<kbd>Ctrl</kbd><pre>npm start</pre><code>abc</code>',
		attribute: '<button type="submit" class="primary" data-state="open" id="save">+</button>',
		empty: '<img src="/x.png" alt="" />',
		style: '<p>1</p><style>p { color: red; }</style>',
		compared: "<p>{1 > 0 ? 1 : ['a'].length}</p>",
	};
	const found = lint(Object.fromEntries(Object.entries(good).map(([name, t]) => [page(name), t])));
	for (const name of Object.keys(good)) expect(found[page(name)], name).toEqual([]);
});

test('packages/ui carries no catalogue, so its components are not searched', () => {
	const found = lint({ 'packages/ui/src/Field.svelte': '<p>Text</p>' });
	expect(Object.values(found)).toEqual([[]]);
});

test('raw html, lists without a key, server code and the icon barrel are refused in components', () => {
	const script = (line: string) => `<script lang="ts">${line}</script>`;
	const found = lint({
		[page('html')]: '{@html location.hash}',
		[page('each')]: '{#each [1, 2] as n}<i>{n}</i>{/each}',
		[page('db')]: script("import { lanes } from '@kith/db/lanes'; lanes();"),
		[page('door')]: script("import { closePoll } from '@kith/domains/polls'; closePoll();"),
		[page('type')]:
			`${script("import type { Poll } from '@kith/domains/polls'; const poll: Poll = $props();")}{poll.id}`,
		[page('schema')]: script("import { Poll } from '@kith/domains/polls/schema'; Poll.parse(1);"),
		[page('icons')]: `${script("import { Bell } from '@lucide/svelte';")}<Bell />`,
		[page('clock')]: script('export const at = Date.now();'),
	});
	expect(found[page('html')]).toEqual(['svelte/no-at-html-tags']);
	expect(found[page('each')]).toEqual(['svelte/require-each-key']);
	expect(found[page('db')]).toEqual(['@typescript-eslint/no-restricted-imports']);
	expect(found[page('door')]).toEqual(['@typescript-eslint/no-restricted-imports']);
	expect(found[page('type')]).toEqual([]);
	expect(found[page('schema')]).toEqual([]);
	expect(found[page('icons')]).toEqual(['@typescript-eslint/no-restricted-imports']);
	expect(found[page('clock')]).toEqual(['house/no-ambient']);
});
