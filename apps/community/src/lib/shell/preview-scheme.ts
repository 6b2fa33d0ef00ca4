export type Scheme = 'light' | 'dark';

const ASKED = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;

/** A style sheet whose questions for light or dark are answered with `scheme`, whatever the device prefers. */
export function inScheme(css: string, scheme: Scheme): string {
	return css.replaceAll(ASKED, (_, asked: string) =>
		asked.toLowerCase() === scheme ? '(min-width:0)' : '(max-width:0)',
	);
}
