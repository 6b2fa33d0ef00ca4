import type { InlineNode } from './rich-text.schema.ts';

/** So many pages, and so many players, are shown for one text; further links stay links. */
export const MOST_CARDS = 5;

/** Where a line leads that holds one link to the web and nothing else; null for every other line. */
export function loneLinkOf({
	content = [],
}: {
	content?: InlineNode[] | undefined;
}): string | null {
	const said = content.filter((node) => node.type !== 'text' || node.text.trim() !== '');
	const hrefs = said.map((node) => node.marks?.find((mark) => mark.type === 'link')?.attrs.href);
	const [href] = hrefs;
	if (!href || !/^https?:/i.test(href) || hrefs.some((one) => one !== href)) return null;
	return said.every(({ type }) => type === 'text') ? href : null;
}
