import { themeCss, themeVariables, type Look } from '@kith/ui/theme';

export type PreviewScheme = 'light' | 'dark' | 'system';

/** The style sheet that a preview gets; a fixed scheme wins over the device's and over the reader's choice. */
export function previewCss(look: Look, scheme: PreviewScheme): string {
	if (scheme === 'system') return themeCss(look);
	const variables = Object.entries(themeVariables(look)[scheme]).map(([name, value]) => `${name}:${value}`);
	return `:root,:root[data-scheme]{color-scheme:${scheme};${variables.join(';')}}`;
}
