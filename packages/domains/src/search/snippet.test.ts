import { expect, test } from 'vitest';
import { hitsOf, markHits, snippetOf } from './snippet.ts';

const shown = (parts: { text: string; isHit: boolean }[]) =>
	parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');

test('forms of a word are marked, other words with the same beginning are not', () => {
	const hits = hitsOf('baking Café');
	expect(shown(markHits('We baked in the CAFE, in the background: ba', hits))).toBe(
		'We [baked] in the [CAFE], in the background: ba',
	);
});

test('a snippet shows the first hit, cut between words on both sides', () => {
	const text = `${'before '.repeat(40)}needle ${'after '.repeat(80)}`;
	const parts = snippetOf(text, hitsOf('needle'));
	expect(shown(parts)).toMatch(/^… (before )+\[needle\] (after )+…$/);
	expect(shown(parts).length).toBeLessThan(260);
	expect(shown(snippetOf('nothing here', hitsOf('needle')))).toBe('nothing here');
});

test('in scripts without spaces a part of a run is a hit', () => {
	expect(shown(markHits('今年の東京都大会', hitsOf('東京')))).toBe('今年の[東京]都大会');
});

test('a long run without spaces is not cut within a character', () => {
	const text = '😀'.repeat(300);
	expect(snippetOf(text, []).every((part) => part.text.isWellFormed())).toBe(true);
});
