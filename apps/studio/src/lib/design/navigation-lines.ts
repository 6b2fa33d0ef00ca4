import type { DesignView } from '@kith/domains/design/schema';
import type { MenuLine, Navigation, SidebarLine, SitePage } from '@kith/domains/design/navigation';
import { SITE_PAGES } from '@kith/domains/design/navigation';
import { m } from '#lib/paraglide/messages.js';

export type Groups = DesignView['groups'];
type GroupLine = Extract<SidebarLine, { kind: 'group' }>;

const plain = { isHidden: false, audience: 'everyone' as const, roleIds: [] };

export const newLink = (): MenuLine => ({
	...{ ...plain, id: crypto.randomUUID(), kind: 'link', label: '', href: '', icon: 'link' },
});
export const newHeading = (): SidebarLine => ({
	...{ ...plain, id: crypto.randomUUID(), kind: 'heading', label: '' },
});
export const newPage = (page: SitePage): SidebarLine => ({
	...plain,
	id: page,
	kind: 'page',
	page,
});

const newGroup = (groupId: string | null): GroupLine => ({
	...{ ...plain, id: groupId ?? 'spaces', kind: 'group', groupId, spaceIds: [], hiddenIds: [] },
});

/** The sidebar with all that stands in it by itself: groups that no line names come last. */
export function fullSidebar({ sidebar }: Navigation, groups: Groups): SidebarLine[] {
	const ids = new Set(groups.map(({ id }) => id));
	const there = sidebar.filter((line) => line.kind !== 'group' || ids.has(line.groupId));
	const named = new Set(there.flatMap((line) => (line.kind === 'group' ? [line.groupId] : [])));
	const loose = groups.filter(({ id }) => id === null && !named.has(id));
	const others = groups.filter(({ id }) => id !== null && !named.has(id));
	return [...there, ...[...loose, ...others].map(({ id }) => newGroup(id))];
}

/** Pages that no line leads to. */
export function missingPages(lines: readonly SidebarLine[]): SitePage[] {
	const there = new Set(lines.flatMap((line) => (line.kind === 'page' ? [line.page] : [])));
	return SITE_PAGES.filter((page) => !there.has(page));
}

/** The spaces of a group's line, in its order. */
export function spacesOf(line: GroupLine, groups: Groups) {
	const spaces = groups.find(({ id }) => id === line.groupId)?.spaces ?? [];
	const first = line.spaceIds.flatMap((id) => spaces.find((space) => space.id === id) ?? []);
	return [...first, ...spaces.filter(({ id }) => !line.spaceIds.includes(id))];
}

export const PAGE_NAMES: Readonly<Record<SitePage, () => string>> = {
	home: m.design_page_home,
	members: m.design_page_members,
	tags: m.design_page_tags,
	featured: m.design_page_featured,
	guidelines: m.design_page_guidelines,
	about: m.design_page_about,
};

/** What a line is called in the editor. */
export function nameOfLine(line: SidebarLine, groups: Groups): string {
	if (line.kind === 'page') return PAGE_NAMES[line.page]();
	if (line.kind === 'group')
		return groups.find(({ id }) => id === line.groupId)?.name || m.design_nav_no_group();
	return (
		line.label || (line.kind === 'link' ? m.design_nav_new_link() : m.design_nav_new_heading())
	);
}
