import { expect, test } from 'vitest';
import { shadesOf } from '@kith/domains/rich-text/code';
import { shadedPieces } from './shaded-pieces.ts';

test('the pieces of a code are the code, in every language on offer', () => {
	const code = 'const a = "é😀"; // <b>\nfunction f() { return a > 1 }\n';
	for (const language of ['typescript', 'python', 'sql', 'xml', 'yaml', 'c++', 'unknown', null]) {
		const pieces = shadedPieces(code, shadesOf(code, language) ?? undefined);
		expect(pieces.map(({ text }) => text).join('')).toBe(code);
	}
	expect(shadedPieces('let a', '3k')).toEqual([
		{ text: 'let', shade: 'k' },
		{ text: ' a', shade: '' },
	]);
});
