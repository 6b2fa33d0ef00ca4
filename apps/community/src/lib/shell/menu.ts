/** What a page asks for anew when a line of a menu has changed. */
export const MENU = 'kith:menu';

/** A line of a menu: a link, or a space with what a link has not. */
export type MenuEntry = {
	id: string;
	name: string;
	icon: string;
	/** A drawing, as a path of 24 by 24. */
	glyph?: string;
	href: string;
	/** What is to be known of it, after its name. */
	signs?: readonly { name: string; glyph: string }[];
	hasUnread?: boolean;
	isMuted?: boolean;
};

/** What stands together; with a name it can be folded. */
export type MenuSection = { id: string; name: string; lines: readonly MenuEntry[] };

/** A tab leads somewhere or opens a sheet. */
export type TabEntry = { name: string; glyph: string; href?: string; sheet?: string };

export type Menu = {
	sections: readonly MenuSection[];
	/** The same with the links of the top bar first: what phones have in their place. */
	sheet: readonly MenuSection[];
	top: readonly MenuEntry[];
	tabs: readonly TabEntry[];
	/** What members have of their own. */
	own: readonly { name: string; href: string }[];
};
