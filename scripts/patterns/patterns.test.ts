import { expect, test } from 'vitest';
import { findPatterns, patternsOf } from './find-patterns.ts';
import { faultOf } from './judge.ts';

/** Patterns with a part that is only known as they run, and why none but us can say what that part is. */
const PUT_TOGETHER: Readonly<Record<string, string>> = {
	'packages/integrations/src/storage/s3/upload.ts':
		'the name of an element of S3 that stands in our code',
	'packages/domains/src/design/css-rules.ts': 'families of style properties that stand in its file',
};

const patterns = findPatterns();

test('every pattern that is put together as it runs is known', () => {
	expect(patterns.length).toBeGreaterThan(300);
	const made = patterns.filter(({ isWhole }) => !isWhole).map(({ at }) => at);
	expect(made.toSorted()).toEqual(Object.keys(PUT_TOGETHER).toSorted());
});

test('no text keeps a pattern busy for longer than the text is long', { timeout: 300_000 }, () => {
	const different = new Map(patterns.map((one) => [`/${one.source}/${one.flags}`, one]));
	const faults = [...different].flatMap(([text, one]) => {
		const fault = faultOf(one);
		return fault === null ? [] : [`${one.at}: ${text} is ${fault}`];
	});
	expect(faults).toEqual([]);
});

test.each(['-+$', '(?<!x)-+$', '^(a|a)*$', '(a*)\\1b', '^\\s*(.*)\\s*$'])(
	'%s is found',
	(source) => {
		expect(faultOf({ source, flags: '' })).toMatch(/polynomial|exponential/);
	},
);

test('patterns are found wherever code may stand', () => {
	const script = `<script module>const A = /a/;</script><script lang="ts">
		const B: RegExp = new RegExp('b' + \`c\`, 'g');</script>`;
	const markup = `<p class={/d/.test(x) ? 'e' : 'f'}>{#if /g/.test(x)}{String(/h/)}{/if}</p>`;
	const inComponent = patternsOf('One.svelte', script + markup).map(({ source }) => source);
	expect(inComponent.toSorted()).toEqual(['a', 'bc', 'd', 'g', 'h']);
	const code = `const A = /a/u; const W = ['b', 'c']; RegExp(\`^\${A.source}(\${['d', 'e'].join('|')})\`);
		RegExp(String.raw\`\\w\${W}\`);`;
	expect(patternsOf('one.ts', code)).toEqual([
		{ source: 'a', flags: 'u', at: 'one.ts', isWhole: true },
		{ source: '^a(d|e)', flags: '', at: 'one.ts', isWhole: true },
		{ source: '\\wx', flags: '', at: 'one.ts', isWhole: false },
	]);
});
