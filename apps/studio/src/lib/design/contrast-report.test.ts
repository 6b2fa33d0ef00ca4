import { expect, test } from 'vitest';
import { DEFAULT_LOOK } from '@kith/ui/theme';
import { contrastReport } from './contrast-report.ts';

test.each(['#ffff00', '#111111', '#4f46e5', '#7f7f7f'])(
	'%s stays readable in both schemes',
	(brand) => {
		for (const line of contrastReport({ ...DEFAULT_LOOK, brand })) {
			expect(line.ratio).toBeGreaterThanOrEqual(4.5);
			expect(line.linkRatio).toBeGreaterThanOrEqual(4.5);
		}
	},
);

test('yellow links are mended on white, and it is said', () => {
	expect(contrastReport({ ...DEFAULT_LOOK, brand: '#ffff00' })[0]?.isMended).toBe(true);
});
