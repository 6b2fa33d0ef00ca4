import { expect, test } from 'vitest';
import { monogram } from './monogram.ts';

test.each([
	['Amara Okafor', 'AO'],
	['amara', 'A'],
	['Juan Carlos de la Vega', 'JV'],
	['  (Team) Rocket! ', 'TR'],
	['山田 太郎', '山太'],
	['مجتمع القراء', 'ما'],
	['नमस्ते', 'न'],
	['👩‍👩‍👧 Parents', '👩‍👩‍👧P'],
	['ß', 'ß'],
	['', ''],
])('the monogram of "%s" is "%s"', (name, letters) => {
	expect(monogram(name).letters).toBe(letters);
});

test('a name keeps its tone and a room full of names shows them all', () => {
	expect(monogram('Amara Okafor').tone).toBe(monogram('Amara Okafor').tone);
	const room = Array.from({ length: 80 }, (_, seat) => monogram(`Guest ${seat}`).tone);
	expect(new Set(room).size).toBe(8);
});
