import { expect, test } from 'vitest';
import { fuzzyScore } from './fuzzy.ts';

test.each([
	['Table', 'tab', 3],
	['Numbered list', 'list', 2],
	['Überschrift', 'uber', 3],
	['Heading', 'hdg', 1],
	['Heading', '', 3],
	['Heading', 'x', 0],
	['Quote', 'etouq', 0],
])('%s fits %j: %i', (text, typed, score) => expect(fuzzyScore(text, typed)).toBe(score));
