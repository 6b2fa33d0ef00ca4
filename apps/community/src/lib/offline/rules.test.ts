import { expect, test } from 'vitest';
import { assetsIn, kindOf, mayKeep, picturesIn, postPathOf, titleIn, withPosts } from './rules.ts';

const ORIGIN = 'https://choir.kith.example';
const ID = '018f2b6e-6a55-7c3d-9b1f-0c1d2e3f4a5b';
const asked = (path: string, mode = 'cors', method = 'GET') =>
	kindOf({ method, mode, url: new URL(path, ORIGIN).href }, ORIGIN);

test('writes, calls, streams and other hosts go past the worker', () => {
	expect(asked('/api/trpc/posts.list')).toBe('pass');
	expect(asked('/api/live')).toBe('pass');
	expect(asked('/new', 'navigate', 'POST')).toBe('pass');
	expect(asked('/api/images', 'cors', 'POST')).toBe('pass');
	expect(asked('https://elsewhere.example/x', 'navigate')).toBe('pass');
	expect(asked(`/files/${ID}/full`, 'navigate')).toBe('pass');
	expect(asked('/manifest.webmanifest')).toBe('pass');
});

test('pages, their data, built files and pictures are each known', () => {
	expect(asked('/', 'navigate')).toBe('page');
	expect(asked(`/p/${ID}/a-title?comment=1`, 'navigate')).toBe('page');
	expect(asked(`/p/${ID}/__data.json?x-sveltekit-invalidated=01`)).toBe('data');
	expect(asked('/_app/immutable/de/chunks/a.js')).toBe('asset');
	expect(asked('/theme.css?v=abc')).toBe('asset');
	expect(asked(`/files/${ID}/thumb`, 'no-cors')).toBe('picture');
	expect(asked('/sign-out', 'navigate', 'POST')).toBe('leaving');
});

test('a post is kept under one address, other pages under none', () => {
	expect(postPathOf(`${ORIGIN}/p/${ID}/some-title?comment=2#c`)).toBe(`/p/${ID}`);
	expect(postPathOf(`${ORIGIN}/p/${ID}`)).toBe(`/p/${ID}`);
	expect(postPathOf(`${ORIGIN}/`)).toBeNull();
	expect(postPathOf(`${ORIGIN}/p/${ID}x`)).toBeNull();
});

test('only a page that a named reader got whole may be kept', () => {
	const page = (reader: string | null, status = 200, type = 'text/html') =>
		new Response('', {
			status,
			headers: { 'content-type': type, ...(reader ? { 'x-kith-reader': reader } : {}) },
		});
	expect(mayKeep(page('018f'))).toBe(true);
	expect(mayKeep(page('nobody'))).toBe(false);
	expect(mayKeep(page(null))).toBe(false);
	expect(mayKeep(page('018f', 404))).toBe(false);
	expect(mayKeep(page('018f', 200, 'application/json'))).toBe(false);
});

test('what a page needs is found in it, its words are not', () => {
	const html = `<link href="../_app/immutable/assets/a.css" rel="stylesheet"><link href="/theme.css?v=1&amp;x=2">
		<script>import("/_app/immutable/en/entry/start.js")</script>
		<img src="/files/${ID}/thumb"><img src="https://elsewhere.example/a.png"><p>/files/x</p>`;
	expect(assetsIn(html)).toEqual([
		'/_app/immutable/assets/a.css',
		'/theme.css?v=1&x=2',
		'/_app/immutable/en/entry/start.js',
	]);
	expect(picturesIn(html)).toEqual([`/files/${ID}/thumb`]);
});

test('the offline page lists posts by their titles, without making them markup', () => {
	const page =
		'<section class="a" data-kept="" hidden=""><h2>Read</h2><ul class="b" data-kept-list=""></ul></section>';
	const title = titleIn('<title>Tea &amp; &lt;b&gt; · Harbour · Choir</title>');
	expect(title).toBe('Tea &amp; &lt;b&gt; · Harbour');
	const shown = withPosts(page, [{ path: `/p/${ID}`, title }]);
	expect(shown).not.toContain('hidden');
	expect(shown).toContain(
		`<li><a href="/p/${ID}" dir="auto">Tea &amp; &lt;b&gt; · Harbour</a></li></ul>`,
	);
	expect(withPosts(page, [])).toBe(page);
});
