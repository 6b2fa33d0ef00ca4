import type { CommunityContext } from '../context.ts';
import { readableSpaces } from '../spaces/index.ts';
import type {
	MenuLine,
	MenuLink,
	Menus,
	MenuSection,
	SidebarLine,
	SitePage,
} from './navigation.schema.ts';

const PATHS: Readonly<Record<SitePage, string>> = {
	home: '/',
	members: '/members',
	tags: '/tags',
	featured: '/featured',
	guidelines: '/guidelines',
	about: '/about',
};

/** The menus as the actor is shown them. */
export function menus(ctx: CommunityContext): Menus {
	ctx.authorize('enter', 'Community');
	const { navigation, pages } = ctx.snapshot.site;
	const isShown = (line: Shown) => isFor(ctx, line);
	const isThere = (line: SidebarLine) =>
		line.kind !== 'page' || line.page !== 'about' || pages.about.isOn;
	const lines = navigation.sidebar.filter((line) => isShown(line) && isThere(line));
	return {
		sidebar: sectionsOf(ctx, lines).filter(
			({ links, spaceIds }) => links.length > 0 || spaceIds.length > 0,
		),
		top: navigation.top.filter(isShown).map(linkOf),
		tabs: [...navigation.tabs],
	};
}

type Shown = Pick<SidebarLine, 'isHidden' | 'audience' | 'roleIds'>;

/** Whether a line is for the actor. */
function isFor({ standing }: CommunityContext, { isHidden, audience, roleIds }: Shown): boolean {
	if (isHidden) return false;
	if (audience === 'members') return standing !== null;
	if (audience === 'visitors') return standing === null;
	return audience === 'everyone' || roleIds.some((id) => standing?.roleIds.includes(id));
}

/** A heading begins a section, a group of spaces is one; groups that no line names follow. */
function sectionsOf(ctx: CommunityContext, lines: readonly SidebarLine[]): MenuSection[] {
	const { groups, site } = ctx.snapshot;
	const sections: MenuSection[] = [{ id: 'start', name: '', links: [], spaceIds: [] }];
	let open = sections[0];
	for (const line of lines) {
		if (line.kind === 'group') {
			sections.push(groupSection(ctx, line));
			open = undefined;
		} else if (line.kind === 'heading') {
			open = { id: line.id, name: line.label, links: [], spaceIds: [] };
			sections.push(open);
		} else {
			if (!open) sections.push((open = { id: line.id, name: '', links: [], spaceIds: [] }));
			open.links.push(linkOf(line));
		}
	}
	const named = new Set(
		site.navigation.sidebar.flatMap((line) => (line.kind === 'group' ? [line.groupId] : [])),
	);
	const others = [null, ...groups.map(({ id }) => id)].filter((id) => !named.has(id));
	return [
		...sections,
		...others.map((groupId) => groupSection(ctx, { groupId, spaceIds: [], hiddenIds: [] })),
	];
}

type GroupLine = {
	groupId: string | null;
	spaceIds: readonly string[];
	hiddenIds: readonly string[];
};

function groupSection(
	ctx: CommunityContext,
	{ groupId, spaceIds, hiddenIds }: GroupLine,
): MenuSection {
	const group = ctx.snapshot.groups.find(({ id }) => id === groupId);
	const inside = readableSpaces(ctx)
		.filter((space) => space.groupId === groupId && !hiddenIds.includes(space.id))
		.map(({ id }) => id);
	const first = spaceIds.filter((id) => inside.includes(id));
	const rest = inside.filter((id) => !first.includes(id));
	// A group that was deleted since is none any more.
	const isGone = groupId !== null && !group;
	return {
		...{ id: groupId ?? 'spaces', name: group?.name ?? '', links: [] },
		spaceIds: isGone ? [] : [...first, ...rest],
	};
}

function linkOf(line: MenuLine | Extract<SidebarLine, { kind: 'page' }>): MenuLink {
	if (line.kind === 'link')
		return { id: line.id, label: line.label, page: null, href: line.href, icon: line.icon };
	return { id: line.id, label: null, page: line.page, href: PATHS[line.page], icon: '' };
}
