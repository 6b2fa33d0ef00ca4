import { expect, test } from 'vitest';
import { compileCss } from './compile-css.ts';

const S = '.site:not(:has(.plain))';
const KEPT = ':not(.kept,.kept *)';
const css = async (source: string) => (await compileCss(source)).css;
const reasons = async (source: string) =>
	(await compileCss(source)).refusals.map(({ line, reason }) => `${line} ${reason}`);

test('every selector is bound to the site and leaves alone what must stay in sight', async () => {
	expect(await css('.card > a:hover { color: red }')).toBe(`${S} .card>a:hover${KEPT}{color:red}`);
	expect(await css('a, b { color: red }')).toBe(`${S} a${KEPT},${S} b${KEPT}{color:red}`);
	expect(await css('body { background: teal }')).toBe(`${S}{background:teal}`);
	expect(await css('html > body .x { color: red }')).toBe(`${S} .x${KEPT}{color:red}`);
	expect(await css(':root > main { color: red }')).toBe(`${S}>main${KEPT}{color:red}`);
	expect(await css('p::before { content: "→" }')).toBe(`${S} p${KEPT}::before{content:"→"}`);
});

test('what could hide or move something does not reach what holds a link that must stay', async () => {
	expect(await css('aside { color: red; display: none }')).toBe(
		`${S} aside${KEPT}{color:red}${S} aside${KEPT}:not(:has(.kept)){display:none}`,
	);
});

test.each([
	['@import "https://evil.example/x.css";', '1 at_rule'],
	['@font-face { font-family: x; src: url(https://evil.example/f) }', '1 at_rule'],
	['@layer a { p { color: red } }', '1 at_rule'],
	['@namespace url(http://x);', '1 at_rule'],
	['p { background: url(https://evil.example/p.png) }', '1 address'],
	['p { background: url("//evil.example/p.png") }', '1 address'],
	['p { background: url(/api/trpc/members.list) }', '1 address'],
	['p { cursor: url(/files/0193a6a2-0000-7000-8000-000000000000/full), auto }', '1 address'],
	['p { background: image-set("https://evil.example/p.png" 1x) }', '1 function'],
	['p { background: \\75rl(https://evil.example) }', '1 value'],
	['p { width: expression(alert(1)) }', '1 function'],
	['p { background: var(--x, url(https://evil.example/p)) }', '1 address'],
	['p { --my-x: url(https://evil.example/p) }', '1 address'],
	['p { position: fixed }', '1 fixed'],
	['p { position: var(--my-p) }', '1 fixed'],
	['p { position: fi\\78 ed }', '1 fixed'],
	['p { z-index: 9999 }', '1 layer'],
	['p { z-index: calc(9999) }', '1 layer'],
	['p { color: red !important }', '1 important'],
	['p { behavior: none }', '1 property'],
	['p { --kith-link: transparent }', '1 property'],
	['p { & b { color: red } }', '1 nesting'],
	[':root + div { color: red }', '1 selector'],
	['html.dark p { color: red }', '1 selector'],
	['> p { color: red }', '1 selector'],
	['p::view-transition { color: red }', '1 selector'],
])('%s is left out', async (source, refused) => {
	const { css: worn, refusals } = await compileCss(source);
	expect(worn).not.toMatch(/evil|fixed|9999|important|expression|import|kith-link|api/);
	expect(refusals.map(({ line, reason }) => `${line} ${reason}`)).toContain(refused);
});

test('what is refused is named with its line, and the rest is worn', async () => {
	const source = '.a { color: red }\n\n.b {\n  position: fixed;\n  color: blue;\n}\n';
	const { css: worn, refusals } = await compileCss(source);
	expect(refusals).toEqual([{ line: 4, column: 3, reason: 'fixed', what: 'position: fixed' }]);
	expect(worn).toContain('color:red');
	expect(worn).toContain('color:blue');
	expect(worn).not.toContain('position');
});

test('pictures of the community are shown, conditions hold what they hold, animations keep to themselves', async () => {
	const file = '/files/0193a6a2-0000-7000-8000-000000000000/full';
	expect(await css(`.x { background: url(${file}) }`)).toContain(`url(${file})`);
	expect(await css('@media (width < 40rem) { .x { color: red } }')).toBe(
		`@media (width<40rem){${S} .x${KEPT}{color:red}}`,
	);
	const moving = await css('@keyframes rise { to { opacity: 1 } } .x { animation: rise 1s }');
	expect(moving).toContain('@keyframes site-rise{to{opacity:1}}');
	expect(moving).toContain('animation:site-rise 1s');
	expect(await css('.x { animation: appear 1s }')).toContain('animation:appear 1s');
});

test('no text breaks out of its rule, and none is waited for', async () => {
	for (const source of [
		'}'.repeat(20_000),
		'{'.repeat(20_000),
		'.a{'.repeat(6000),
		'(((((('.repeat(3000),
		'/*',
		'"',
		'a{color:"\n}',
		'</style><script>',
	]) {
		const { css: worn } = await compileCss(source);
		expect(worn).not.toContain('<');
	}
	expect(await reasons('.a { colour: red }')).toEqual(['1 property']);
});
