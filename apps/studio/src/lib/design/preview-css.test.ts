import { expect, test } from 'vitest';
import { DEFAULT_LOOK } from '@kith/domains/communities/schema';
import { brandContrast, previewCss } from './preview-css.ts';

test.each(['#ffe066', '#4f46e5', '#000000', '#ffffff', '#ff0000'])(
	'text on %s stays readable in light and dark',
	(brand) => {
		expect(brandContrast({ ...DEFAULT_LOOK, brand })).toBeGreaterThanOrEqual(4.5);
	},
);

test('a preview shows one scheme only', () => {
	const css = previewCss(DEFAULT_LOOK, 'dark');
	expect(css).toContain('color-scheme:dark');
	expect(css).not.toContain('prefers-color-scheme');
});
