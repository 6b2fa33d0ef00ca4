import * as z from 'zod';
import type { EmbedProvider } from './embeds.schema.ts';
import type { RichText } from './rich-text.schema.ts';

export type ShownPicture = {
	fileId: string;
	width: number;
	height: number;
	/** What stands in for it until it is loaded. */
	hint: string | null;
};

/** What a page of the web said of itself, below the link to it. */
export type LinkCard = {
	type: 'linkCard';
	attrs: {
		url: string;
		title: string;
		description: string;
		site: string;
		picture: ShownPicture | null;
	};
};

/**
 * A mention of somebody whom the reader does not see. Its name and id are there for who may write the text anew, so that
 * the editor keeps them; no page shows them.
 */
export type VeiledMention = {
	type: 'mention';
	attrs: { isVeiled: true; id?: string; label?: string };
};

export type ShownEmbed = {
	type: 'embed';
	attrs: {
		provider: EmbedProvider;
		id: string;
		page: string;
		src: string;
		site: string;
		shape: { ratio: number } | { height: number };
		title: string | null;
		picture: ShownPicture | null;
	};
};

/**
 * A rich text as a page shows it: a stored one, with what is derived from it when it is read (colours of code, cards of
 * links, frames of embeds, addresses of spaces, a veil over whom its reader does not see). Never taken in: the editor and the store keep nothing of these.
 */
export const ShownText = z.custom<RichText>(
	(value) => typeof value === 'object' && value !== null && Reflect.get(value, 'type') === 'doc',
);
export type ShownText = RichText;
