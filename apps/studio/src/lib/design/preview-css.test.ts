import { expect, test } from 'vitest';
import { DEFAULT_LOOK, themeCss, themeVariables } from '@kith/ui/theme';
import { previewCss } from './preview-css.ts';

test('a fixed scheme shows its colours whatever the device prefers', () => {
	const css = previewCss(DEFAULT_LOOK, 'dark');
	expect(css).toContain(`--kith-bg:${themeVariables(DEFAULT_LOOK).dark['--kith-bg']}`);
	expect(css).not.toContain('prefers-color-scheme');
});

test('without one the preview follows the device, as the member site does', () => {
	expect(previewCss(DEFAULT_LOOK, 'system')).toBe(themeCss(DEFAULT_LOOK));
});
