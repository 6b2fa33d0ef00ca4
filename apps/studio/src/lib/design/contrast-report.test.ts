import { expect, test } from 'vitest';
import { DEFAULT_LOOK } from '@kith/ui/theme';
import { contrastReport } from './contrast-report.ts';

test.each(['#ffff00', '#111111', '#4f46e5', '#7f7f7f'])(
	'%s stays readable in both schemes',
	(brand) => {
		for (const line of contrastReport({ ...DEFAULT_LOOK, brand })) {
			expect(line.ratio).toBeGreaterThanOrEqual(4.5);
			expect(line.linkRatio).toBeGreaterThanOrEqual(4.5);
			expect(line.lowest).toBeGreaterThanOrEqual(4.5);
		}
	},
);

test('yellow links are mended on white, and it is said', () => {
	const [light] = contrastReport({ ...DEFAULT_LOOK, brand: '#ffff00' });
	expect(light?.nearest).toMatch(/^#[0-9a-f]{6}$/);
	expect(contrastReport({ ...DEFAULT_LOOK, brand: light?.nearest ?? '' })[0]?.nearest).toBeNull();
});

test('every pair of every leaning and accent holds, in each scheme that is shown', () => {
	for (const neutral of ['brand', 'cool', 'warm', 'plain'] as const)
		for (const accent of [null, '#ffe066', '#0b0b0b', '#db2777'])
			for (const line of contrastReport({ ...DEFAULT_LOOK, neutral, accent }))
				expect(line.lowest, `${neutral} ${accent}`).toBeGreaterThanOrEqual(4.5);
	expect(contrastReport({ ...DEFAULT_LOOK, schemes: 'dark' })).toHaveLength(1);
});
