import { createHash } from 'node:crypto';
import type { CommunityFace } from '@kith/domains/communities/schema';
import { hasChosen, readScheme, type SchemeChoice } from '@kith/ui/scheme';
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
export function brandHead(look: CommunityFace['look'], siteCss: string): string {
	const files = FIRST_FILES[look.font].map(
		(href) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${href}" />`,
	);
	const own = siteCss ? [siteSheet(siteCss).href] : [];
	const styles = [FONTS[look.font], themeSheet(look).href, ...own].map(
		(href) => `<link rel="stylesheet" href="${href}" />`,
	);
	return [...files, ...styles].join('');
}

/** The stylesheet of a look; its address changes with it, so that browsers may keep it for good. */
export function themeSheet(look: CommunityFace['look']): Sheet {
	const key = JSON.stringify(look);
	const known = sheets.get(key);
	if (known) return known;
	if (sheets.size > 2000) sheets.clear();
	const css = themeCss(look) + darkLogo(look);
	const hash = createHash('sha256').update(css).digest('base64url').slice(0, 16);
	const sheet = { css, href: `/theme.css?v=${hash}` };
	sheets.set(key, sheet);
	return sheet;
}

/** Another logo where pages are dark, told by the theme: the page itself knows one. */
function darkLogo({ logoDarkFileId, schemes }: CommunityFace['look']): string {
	if (!logoDarkFileId || schemes === 'light') return '';
	const worn = `.logo{content:url(/files/${logoDarkFileId}/full)}`;
	if (schemes === 'dark') return `\n${worn}`;
	return [
		`\n[data-scheme=dark] ${worn}`,
		`@media (prefers-color-scheme: dark){:root:not([data-scheme=light]) ${worn}}`,
	].join('\n');
}

/** The community's own style sheet, after its theme; empty where there is none. */
export function siteSheet(css: string): Sheet {
	const hash = createHash('sha256').update(css).digest('base64url').slice(0, 16);
	return { css, href: `/site.css?v=${hash}` };
}

/** What a device shows on which nobody has chosen: what the community begins with. */
export function firstScheme(
	cookie: string | undefined,
	{ schemes, firstScheme: first }: CommunityFace['look'],
): SchemeChoice {
	if (schemes !== 'both') return schemes;
	return hasChosen(cookie) ? readScheme(cookie) : first;
}

/** The attribute that fixes light or dark, or nothing for "as the device". */
export function schemeAttribute(scheme: SchemeChoice): string {
	return scheme === 'light' || scheme === 'dark' ? ` data-scheme="${scheme}"` : '';
}
