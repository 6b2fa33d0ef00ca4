import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PART_PAIRS, TEXT_PAIRS } from './palette.ts';
import {
	contrast,
	DEFAULT_LOOK,
	DENSITIES,
	FONTS,
	RADII,
	readLook,
	themeCss,
	themeVariables,
} from './theme.ts';

const brands = fc
	.integer({ min: 0, max: 0xffffff })
	.map((n) => `#${n.toString(16).padStart(6, '0')}`);
const corners = ['#000000', '#ffffff', '#ffff00', '#0000ff', '#767676', '#777777', '#111827'];
const pairs = [
	...TEXT_PAIRS.map((pair) => ({ pair, least: 4.5 })),
	...PART_PAIRS.map((pair) => ({ pair, least: 3 })),
];

test('every text pair holds 4.5:1 and every edge 3:1 for any brand, in light and dark', () => {
	fc.assert(
		fc.property(brands, (brand) => {
			expect(failures(brand)).toEqual([]);
		}),
		{ numRuns: 150, examples: corners.map((brand) => [brand] as [string]) },
	);
});

test('a light page shows the brand colour exactly as it was chosen', () => {
	fc.assert(
		fc.property(brands, (brand) => {
			const { light } = themeVariables({ ...DEFAULT_LOOK, brand });
			expect(light['--kith-brand']).toBe(brand);
			expect(['#ffffff', '#000000']).toContain(light['--kith-on-brand']);
		}),
		{ numRuns: 50 },
	);
});

test('nothing but our own values reaches the style sheet', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (brand, font) => {
			const hostile = { ...DEFAULT_LOOK, brand: `red;}${brand}</style>`, font, radius: brand };
			expect(themeCss(readLook(hostile))).toBe(themeCss(DEFAULT_LOOK));
		}),
		{ numRuns: 20 },
	);
});

test('every choice of a look yields a sheet that closes what it opens', () => {
	for (const font of FONTS)
		for (const radius of RADII)
			for (const density of DENSITIES) {
				const css = themeCss({ ...DEFAULT_LOOK, font, radius, density });
				expect(css).not.toMatch(/[<>\\]|undefined|NaN/);
				expect(css.split('{').length).toBe(css.split('}').length);
			}
});

test('data that is no look at all reads as the default', () => {
	for (const nothing of [null, undefined, 7, 'x', []])
		expect(readLook(nothing)).toEqual({
			...DEFAULT_LOOK,
			...{ accent: null, neutral: 'brand', schemes: 'both' },
		});
});

function failures(brand: string): string[] {
	const schemes = Object.entries(themeVariables({ ...DEFAULT_LOOK, brand }));
	return schemes.flatMap(([scheme, values]) =>
		pairs.flatMap(({ pair: [ink, paper], least }) => {
			const ratio = contrast(values[`--kith-${ink}`] ?? '', values[`--kith-${paper}`] ?? '');
			return ratio >= least ? [] : [`${scheme}: ${ink} on ${paper} is ${ratio.toFixed(2)}`];
		}),
	);
}
