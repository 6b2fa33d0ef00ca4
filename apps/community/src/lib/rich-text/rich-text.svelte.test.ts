import fc from 'fast-check';
import { mount, unmount } from 'svelte';
import { expect, test, vi } from 'vitest';
import { arbitraryText } from '@kith/testing/arbitrary-texts';
import { HOSTILE_TEXTS, HOSTILE_URLS } from '@kith/testing/hostile-texts';
import { embedFrame, embedPage } from '@kith/domains/rich-text/embeds';
import type { BlockNode, RichText as Text } from '@kith/domains/rich-text/schema';
import { fetchParts } from '#lib/posts/part-loaders.ts';
import RichText from './RichText.svelte';

/** Ten thousand with `VITE_TEXTS=10000`. */
const DOCUMENTS = Number(import.meta.env['VITE_TEXTS'] ?? 1_000);
const AT_ONCE = 50;
const SLOW = { timeout: 300_000 };
/** What a text may become; everything else would be markup of whoever wrote it. */
const ELEMENTS = new Set(
	[
		'a',
		'blockquote',
		'br',
		'button',
		'code',
		'div',
		'em',
		'figure',
		'figcaption',
		'h2',
		'h3',
		'h4',
	].concat(
		[
			'hr',
			'img',
			'input',
			'label',
			'li',
			'ol',
			'p',
			'path',
			'picture',
			'pre',
			's',
			'source',
			'span',
			'strong',
			'svg',
			'table',
		],
		[
			'tbody',
			'td',
			'th',
			'tr',
			'u',
			'ul',
			'rect',
			'polyline',
			'circle',
			'thead',
			'polygon',
			'line',
		],
		// Files: their names and sizes, and what plays them.
		['audio', 'bdi', 'small', 'track', 'video'],
	),
);

/** As the server hands it out: with what is known of the site of a player. */
function asShown(node: BlockNode): BlockNode {
	if (node.type === 'blockquote') return { ...node, content: node.content.map(asShown) };
	if (node.type === 'bulletList' || node.type === 'orderedList')
		return {
			...node,
			content: node.content.map((item) => ({ ...item, content: item.content.map(asShown) })),
		};
	if (node.type !== 'embed') return node;
	const { name, src, shape } = embedFrame(node.attrs);
	const more = { page: embedPage(node.attrs), src, site: name, shape, title: name, picture: null };
	return { ...node, attrs: { ...node.attrs, ...more } };
}

/** Draws a text as a reader's browser does, and waits for what only some texts hold: it sleeps until it was fetched. */
async function draw(body: Text) {
	const target = document.createElement('div');
	document.body.append(target);
	const shown = mount(RichText, { target, props: { body } });
	const asleep = [...target.querySelectorAll('div.contents')];
	const isAwake = () => expect(asleep.filter((part) => !part.firstChild)).toHaveLength(0);
	await vi.waitFor(isAwake, { timeout: 60_000 });
	const takeAway = () => {
		void unmount(shown);
		target.remove();
	};
	return { target, takeAway };
}

/** Shows a text; what it did that it must not do. */
async function show(body: Text): Promise<string[]> {
	const { target, takeAway } = await draw(body);
	const wrong = [...target.querySelectorAll('*')].flatMap((element) => [
		...(ELEMENTS.has(element.localName) ? [] : [element.localName]),
		...[...element.attributes].filter(isActive).map(({ name, value }) => `${name}=${value}`),
	]);
	takeAway();
	return wrong;
}

const isActive = ({ name, value }: Attr): boolean =>
	name.startsWith('on') ||
	name === 'srcdoc' ||
	name === 'style' ||
	(['href', 'src', 'poster', 'xlink:href', 'action', 'formaction'].includes(name) &&
		!/^(?:https?:|mailto:|\/(?!\/))/.test(value));

/** What a page of ours tells the browser to refuse, as far as a page can say it of itself. */
function guard(): string[] {
	const said: string[] = [];
	const policy = document.createElement('meta');
	policy.httpEquiv = 'Content-Security-Policy';
	policy.content =
		"script-src-attr 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'";
	document.head.append(policy);
	addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
		said.push(violatedDirective),
	);
	Object.assign(globalThis, { alert: () => said.push('a script ran') });
	return said;
}

test(`${DOCUMENTS} texts with words that mean harm run nothing in a browser`, SLOW, async () => {
	await fetchParts(['codeBlock', 'embed', 'file', 'linkCard', 'table']);
	const said = guard();
	const texts = fc.sample(arbitraryText, DOCUMENTS);
	for (let from = 0; from < DOCUMENTS; from += AT_ONCE) {
		const content = texts.slice(from, from + AT_ONCE).flatMap((text) => text.content);
		expect(await show({ type: 'doc', content: content.map(asShown) })).toEqual([]);
	}
	// What is inserted may run a moment later: pictures that fail, frames that load.
	await new Promise((resolve) => setTimeout(resolve, 500));
	expect(said).toEqual([]);
});

test('a mention of somebody whom the reader does not see names nobody and leads nowhere', () => {
	const attrs = { id: '0190a1b2-0000-7000-8000-000000000001', label: 'Ada' };
	const mention = (more: object) => ({ type: 'mention', attrs: { ...attrs, ...more } });
	const target = document.createElement('div');
	const content = [{ type: 'paragraph', content: [mention({}), mention({ isVeiled: true })] }];
	const body = { type: 'doc', content } as Text;
	const shown = mount(RichText, { target, props: { body } });
	expect(target.textContent.trim()).toBe('@Adasomebody');
	expect(target.querySelectorAll('a')).toHaveLength(1);
	void unmount(shown);
});

test('addresses that run something lead nowhere', async () => {
	for (const href of HOSTILE_URLS) {
		const text = {
			type: 'text' as const,
			text: 'here',
			marks: [{ type: 'link' as const, attrs: { href } }],
		};
		expect(await show({ type: 'doc', content: [{ type: 'paragraph', content: [text] }] })).toEqual(
			[],
		);
	}
});

test(
	'what pages of the web say of themselves is words on a card, whatever they say',
	SLOW,
	async () => {
		await fetchParts(['linkCard']);
		const said = guard();
		const words = Object.values(HOSTILE_TEXTS).flat();
		const cards = words.map((text, at) => {
			const url = HOSTILE_URLS[at % HOSTILE_URLS.length] ?? '';
			return {
				type: 'linkCard',
				attrs: { url, title: text, description: text, site: text, picture: null },
			};
		});
		const good = {
			url: 'https://example.org/a',
			title: 'Bread',
			description: 'Rises',
			site: 'Bakers',
		};
		const content = [
			{ type: 'linkCard', attrs: { ...good, picture: null } },
		] as unknown as BlockNode[];
		const { target, takeAway } = await draw({ type: 'doc', content });
		const card = target.querySelector('a');
		expect(card?.getAttribute('href')).toBe(good.url);
		expect(card?.rel).toContain('nofollow');
		expect(card?.textContent).toMatch(/Bakers\s*Bread\s*Rises/);
		takeAway();
		expect(await show({ type: 'doc', content: cards as unknown as BlockNode[] })).toEqual([]);
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(said).toEqual([]);
	},
);
