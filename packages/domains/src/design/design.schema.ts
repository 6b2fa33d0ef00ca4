import * as z from 'zod';
import { DEFAULT_LOOK, Hex, Look } from '../communities/communities.schema.ts';
import { DEFAULT_NAVIGATION, Navigation } from './navigation.schema.ts';
import { DEFAULT_PAGES, Pages } from './pages.schema.ts';

export const MOST_CSS = 20_000;
/** Versions that are kept however old they are; those of the last year are kept, too. */
export const KEPT_VERSIONS = 50;

/** A style sheet as it was typed, and what of it pages wear. */
export const Css = z.strictObject({
	source: z.string().max(MOST_CSS),
	css: z.string().max(MOST_CSS * 20),
});
export type Css = z.infer<typeof Css>;

/** How mails look. */
export const MailLook = z.strictObject({
	/** `band` puts the name on the colour. */
	header: z.enum(['plain', 'band']),
	/** Null for the brand colour. */
	color: Hex.nullable(),
	showLogo: z.boolean(),
	footer: z.string().trim().max(400),
});
export type MailLook = z.infer<typeof MailLook>;

export const DEFAULT_CSS: Css = { source: '', css: '' };
export const DEFAULT_MAIL_LOOK: MailLook = {
	...{ header: 'plain', color: null, showLogo: true, footer: '' },
};

/** Everything that is designed, section by section. */
export const Site = z.strictObject({
	look: Look,
	navigation: Navigation,
	pages: Pages,
	css: Css,
	mail: MailLook,
});
export type Site = z.infer<typeof Site>;
export const SECTIONS = ['look', 'navigation', 'pages', 'css', 'mail'] as const;
export type Section = (typeof SECTIONS)[number];

export const DEFAULT_SITE: Site = {
	look: DEFAULT_LOOK,
	navigation: DEFAULT_NAVIGATION,
	pages: DEFAULT_PAGES,
	css: DEFAULT_CSS,
	mail: DEFAULT_MAIL_LOOK,
};

/** What a section was typed as. */
const Typed = {
	look: Look,
	navigation: Navigation,
	pages: Pages,
	css: Css.pick({ source: true }),
	mail: MailLook,
};

const basedOn = z.int().min(0);
/** One section of the draft, upon the version of it that the editor started from. */
export const SaveDraft = z.discriminatedUnion('section', [
	z.strictObject({ section: z.literal('look'), basedOn, value: Typed.look }),
	z.strictObject({ section: z.literal('navigation'), basedOn, value: Typed.navigation }),
	z.strictObject({ section: z.literal('pages'), basedOn, value: Typed.pages }),
	z.strictObject({ section: z.literal('css'), basedOn, value: Typed.css }),
	z.strictObject({ section: z.literal('mail'), basedOn, value: Typed.mail }),
]);
export type SaveDraft = z.infer<typeof SaveDraft>;

/** What a style sheet may not do, and where it tries to; lines and columns count from 1. */
export const Refusal = z.strictObject({
	line: z.int(),
	column: z.int(),
	reason: z.enum([
		...(['syntax', 'at_rule', 'nesting', 'selector', 'property', 'value', 'function'] as const),
		...(['address', 'fixed', 'layer', 'important', 'too_many'] as const),
	]),
	/** What is refused, as it stands there. */
	what: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

/** With what pages wear of the style sheet, when that was saved. */
export const SavedDraft = z.strictObject({
	...{ version: z.int(), refusals: z.array(Refusal), css: z.string() },
});
export type SavedDraft = z.infer<typeof SavedDraft>;

const Versions = z.record(z.enum(SECTIONS), z.int());

/** What everybody sees, what is being tried, and what an editor needs beside it. */
export const DesignView = z.strictObject({
	published: Site,
	draft: Site,
	/** Of each section of the draft; a save names the one it started from. */
	versions: Versions,
	/** All of them as one: a publication names the draft that it saw. */
	stamp: z.string(),
	changed: z.array(z.enum(SECTIONS)),
	refusals: z.array(Refusal),
	roles: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
	groups: z.array(
		z.strictObject({
			...{ id: z.uuid().nullable(), name: z.string() },
			spaces: z.array(z.strictObject({ id: z.uuid(), name: z.string(), icon: z.string() })),
		}),
	),
});
export type DesignView = z.infer<typeof DesignView>;

export const PublishDesign = z.strictObject({
	stamp: z.string().max(100),
	note: z.string().trim().max(200),
});
export type PublishDesign = z.infer<typeof PublishDesign>;

export const VersionRef = z.strictObject({ version: z.int().positive() });
export type VersionRef = z.infer<typeof VersionRef>;

/** A published design, as the list tells it. */
export const DesignVersion = z.strictObject({
	version: z.int().positive(),
	note: z.string(),
	changed: z.array(z.enum(SECTIONS)),
	publishedAt: z.date(),
	/** Null for who is not there any more, and for how it was before the first publication. */
	publisher: z.string().nullable(),
	isFirst: z.boolean(),
});
export type DesignVersion = z.infer<typeof DesignVersion>;

/** A version beside the one before it; null where that is not kept. */
export const VersionView = DesignVersion.extend({ site: Site, before: Site.nullable() });
export type VersionView = z.infer<typeof VersionView>;
