import type { Look } from '@kith/domains/communities/schema';
import { contrast, themeVariables } from '@kith/ui/theme';

export type PreviewScheme = 'light' | 'dark';

/** The style sheet that puts `look` on a previewed page, in one scheme whatever the device prefers. */
export function previewCss(look: Look, scheme: PreviewScheme): string {
	const variables = Object.entries(themeVariables(look)[scheme]);
	const declarations = variables.map(([name, value]) => `${name}:${value}`).join(';');
	// Thrice the same selector outweighs the page's own theme without an order of sheets to rely on.
	return `:root:root:root{color-scheme:${scheme};${declarations}}`;
}

/** The lowest contrast that text on the brand colour has in light and dark, such as 4.6. */
export function brandContrast(look: Look): number {
	const { light, dark } = themeVariables(look);
	const ratios = [light, dark].map((theme) =>
		contrast(theme['--kith-brand'] ?? '', theme['--kith-on-brand'] ?? ''),
	);
	return Math.floor(Math.min(...ratios) * 10) / 10;
}
