import { TEXT_PAIRS } from '@kith/ui/palette';
import { contrast, themeVariables, type Look } from '@kith/ui/theme';

/** How the colours of a look read in one scheme, after the theme has mended what did not hold. */
export type ContrastLine = {
	scheme: 'light' | 'dark';
	fill: string;
	ink: string;
	/** Text on a button, at least 4.5. */
	ratio: number;
	/** The colour of links, moved until it holds 4.5 on every surface. */
	link: string;
	linkRatio: number;
	/** The lowest of all pairs of text and ground. */
	lowest: number;
	/** The nearest colour that holds for links, where the one that was picked does not. */
	nearest: string | null;
};

/** The schemes that a look is seen in, for people to see that everything stays readable. */
export function contrastReport(look: Look): ContrastLine[] {
	const variables = themeVariables(look);
	const schemes = (['light', 'dark'] as const).filter(
		(scheme) => !look.schemes || look.schemes === 'both' || look.schemes === scheme,
	);
	return schemes.map((scheme) => {
		const read = (name: string) => variables[scheme][`--kith-${name}`] ?? '#000000';
		const [fill, ink, link] = [read('brand'), read('on-brand'), read('link')];
		const picked = (look.accent ?? look.brand).toLowerCase();
		return {
			...{ scheme, fill, ink, link },
			ratio: contrast(ink, fill),
			linkRatio: contrast(link, read('surface')),
			lowest: Math.min(...TEXT_PAIRS.map(([text, ground]) => contrast(read(text), read(ground)))),
			nearest: link === picked ? null : link,
		};
	});
}
