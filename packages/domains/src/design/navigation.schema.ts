import * as z from 'zod';
import { Href, LineId, Sign } from './links.schema.ts';

/** Pages of the member site that a menu can lead to. */
export const SITE_PAGES = ['home', 'members', 'tags', 'featured', 'guidelines', 'about'] as const;
export type SitePage = (typeof SITE_PAGES)[number];

const shown = {
	id: LineId,
	isHidden: z.boolean(),
	/** Who is shown the line; it opens nothing to anybody. */
	audience: z.enum(['everyone', 'visitors', 'members', 'roles']),
	roleIds: z.array(z.uuid()).max(20),
};
const Label = z.string().trim().min(1).max(40);

const Link = z.strictObject({
	...{ ...shown, kind: z.literal('link'), label: Label, href: Href, icon: Sign },
});
export const SidebarLine = z.discriminatedUnion('kind', [
	Link,
	z.strictObject({ ...shown, kind: z.literal('page'), page: z.enum(SITE_PAGES) }),
	z.strictObject({ ...shown, kind: z.literal('heading'), label: Label }),
	z.strictObject({
		...{ ...shown, kind: z.literal('group'), groupId: z.uuid().nullable() },
		/** The spaces that were put in an order of their own; the others follow. */
		spaceIds: z.array(z.uuid()).max(500),
		/** Spaces that the menu leaves out. */
		hiddenIds: z.array(z.uuid()).max(500),
	}),
]);
export type SidebarLine = z.infer<typeof SidebarLine>;
export type MenuLine = z.infer<typeof Link>;

export const TABS = ['home', 'spaces', 'members', 'search', 'create', 'you'] as const;
export type Tab = (typeof TABS)[number];

const sameId = (lines: readonly { id: string }[]) =>
	new Set(lines.map(({ id }) => id)).size < lines.length;

/** The menus of the member site. Groups that no line names come last in the sidebar. */
export const Navigation = z.strictObject({
	sidebar: z
		.array(SidebarLine)
		.max(100)
		.refine((lines) => !sameId(lines), 'design.same_lines'),
	top: z
		.array(Link)
		.max(5)
		.refine((lines) => !sameId(lines), 'design.same_lines'),
	/** On phones, from the start; the last one is oneself. */
	tabs: z
		.array(z.enum(TABS))
		.min(2)
		.max(5)
		.refine(
			(tabs) => new Set(tabs).size === tabs.length && tabs.includes('you'),
			'design.same_lines',
		),
});
export type Navigation = z.infer<typeof Navigation>;

const plain = { isHidden: false, audience: 'everyone', roleIds: [] } as const;

export const DEFAULT_NAVIGATION: Navigation = {
	sidebar: (['home', 'members', 'tags'] as const).map((page) => ({
		...{ ...plain, roleIds: [], kind: 'page' as const, id: page, page },
	})),
	top: [],
	tabs: ['home', 'spaces', 'create', 'you'],
};

/** A line of a menu as one reader is shown it. */
export const MenuLink = z.strictObject({
	id: z.string(),
	/** Null for a page whose name the reader's language has. */
	label: z.string().nullable(),
	page: z.enum(SITE_PAGES).nullable(),
	href: z.string(),
	icon: z.string(),
});
export type MenuLink = z.infer<typeof MenuLink>;

/** What stands together in the sidebar: links and spaces, below a name or none. */
export const MenuSection = z.strictObject({
	id: z.string(),
	name: z.string(),
	links: z.array(MenuLink),
	spaceIds: z.array(z.string()),
});
export type MenuSection = z.infer<typeof MenuSection>;

export const Menus = z.strictObject({
	sidebar: z.array(MenuSection),
	top: z.array(MenuLink),
	tabs: z.array(z.enum(TABS)),
});
export type Menus = z.infer<typeof Menus>;
