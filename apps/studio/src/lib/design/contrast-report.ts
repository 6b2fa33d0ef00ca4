import { contrast, themeVariables, type Look } from '@kith/ui/theme';

/** How a brand colour reads in one scheme, after the theme has mended what did not hold. */
export type ContrastLine = {
	scheme: 'light' | 'dark';
	fill: string;
	ink: string;
	/** Text on a button, at least 4.5. */
	ratio: number;
	/** The colour of links, moved until it holds 4.5 on every surface. */
	link: string;
	linkRatio: number;
	/** Whether the button or the links are not the colour that was picked. */
	isMended: boolean;
};

/** Both schemes of a look, for people to see that everything stays readable. */
export function contrastReport(look: Look): ContrastLine[] {
	const variables = themeVariables(look);
	return (['light', 'dark'] as const).map((scheme) => {
		const read = (name: string) => variables[scheme][`--kith-${name}`] ?? '#000000';
		const [fill, ink, link] = [read('brand'), read('on-brand'), read('link')];
		return {
			...{ scheme, fill, ink, link },
			ratio: contrast(ink, fill),
			linkRatio: contrast(link, read('surface')),
			isMended: fill !== look.brand.toLowerCase() || link !== look.brand.toLowerCase(),
		};
	});
}
