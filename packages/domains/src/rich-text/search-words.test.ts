import { expect, test } from 'vitest';
import { fold, searchWords, textConfigOf } from './search-words.ts';

test('words are compared without accents, width and case; signs of other scripts stay', () => {
	expect(fold('Crème BRÛLÉE ＡＢＣ')).toBe('creme brulee abc');
	expect(fold('がぎ')).toBe('がぎ');
});

test('scripts without spaces become overlapping pairs, everything else stays as it is', () => {
	expect(searchWords('東京都で会う').trim()).toBe('東京 京都 都で で会 会う');
	expect(searchWords('Tokyo 東 guide').replaceAll(/\s+/g, ' ')).toBe('tokyo 東 guide');
	expect(searchWords('한국어 공부')).toBe('한국어 공부');
});

test('a language without a stemmer of its own is left unstemmed', () => {
	expect(['de-AT', 'en', 'ja', 'xx', ''].map(textConfigOf)).toEqual([
		...['german', 'english', 'simple', 'simple', 'simple'],
	]);
});
