import * as z from 'zod';

/** The id of a line in an editor; unique in its list. */
export const LineId = z
	.string()
	.regex(/^[\w-]+$/)
	.max(36);

/** Where a link of the community's may lead: a path of its own site, or a page on the web. */
export const Href = z
	.string()
	.trim()
	.max(500)
	.refine(
		(text) =>
			/^\/(?![/\\])[^\s\\]*$/.test(text) ||
			(/^https:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text)),
		'links.bad_scheme',
	);

/** Signs that stand beside a link; what each looks like is known where it is drawn. */
export const GLYPHS = [
	...(['book', 'calendar', 'chat', 'compass', 'file', 'gift', 'hash', 'heart', 'help'] as const),
	...(['house', 'info', 'link', 'lightbulb', 'list', 'mail', 'megaphone', 'pen', 'pin'] as const),
	...(['shield', 'shop', 'star', 'trophy', 'user', 'users', 'video'] as const),
] as const;
export type Glyph = (typeof GLYPHS)[number];

/** A glyph's name, an emoji, or nothing. */
export const Sign = z.union([z.enum(GLYPHS), z.emoji().max(16), z.literal('')]);
export type Sign = z.infer<typeof Sign>;
