import { createHash } from 'node:crypto';
import { readScheme } from '@kith/ui/scheme';
import { themeCss, type Look } from '@kith/ui/theme';
import { FIRST_FILES } from '@kith/ui/fonts/files.ts';
import figtree from '@kith/ui/fonts/figtree.css?url';
import fraunces from '@kith/ui/fonts/fraunces.css?url';
import inter from '@kith/ui/fonts/inter.css?url';
import nunito from '@kith/ui/fonts/nunito.css?url';
import sourceSerif from '@kith/ui/fonts/source-serif.css?url';
import spaceGrotesk from '@kith/ui/fonts/space-grotesk.css?url';

const FONTS: Readonly<Record<Look['font'], string>> = {
	...{ figtree, fraunces, inter, nunito },
	'source-serif': sourceSerif,
	'space-grotesk': spaceGrotesk,
};

type Sheet = { css: string; href: string };

const sheets = new Map<string, Sheet>();

/** The part of the document's head that makes one build look like this community: its fonts and its theme. */
export function brandHead(look: Look): string {
	const files = FIRST_FILES[look.font].map(
		(href) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${href}" />`,
	);
	const styles = [FONTS[look.font], themeSheet(look).href].map(
		(href) => `<link rel="stylesheet" href="${href}" />`,
	);
	return [...files, ...styles].join('');
}

/** The stylesheet of a look; its address changes with it, so that browsers may keep it for good. */
export function themeSheet({ brand, font, radius, density }: Look): Sheet {
	const key = [brand, font, radius, density].join(' ');
	const known = sheets.get(key);
	if (known) return known;
	if (sheets.size > 2000) sheets.clear();
	const css = themeCss({ brand, font, radius, density });
	const hash = createHash('sha256').update(css).digest('base64url').slice(0, 16);
	const sheet = { css, href: `/theme.css?v=${hash}` };
	sheets.set(key, sheet);
	return sheet;
}

/** The attribute that fixes light or dark, or nothing for "as the device". */
export function schemeAttribute(cookie: string | undefined): string {
	const scheme = readScheme(cookie);
	return scheme === 'light' || scheme === 'dark' ? ` data-scheme="${scheme}"` : '';
}
