import type { CommunityFace } from '@kith/domains/communities/schema';
import type { MenuLink, Menus, SitePage, Tab } from '@kith/domains/design/navigation';
import type { LegalLink } from '@kith/domains/guidelines/schema';
import type { Viewer } from '@kith/domains/identity/schema';
import type { Navigation } from '@kith/domains/spaces/schema';
import { glyphPath } from '@kith/ui/glyphs';
import { m } from '#lib/paraglide/messages.js';
import type { Menu, MenuEntry, MenuSection, TabEntry } from '../menu.ts';

const PAGE_NAMES: Readonly<Record<SitePage, () => string>> = {
	home: m.shell_home,
	members: m.shell_members,
	tags: m.shell_tags,
	featured: m.life_featured_title,
	guidelines: m.guidelines_title,
	about: m.shell_about,
};
const PAGE_SIGNS: Readonly<Record<SitePage, string>> = {
	...{ home: 'house', members: 'users', tags: 'hash', featured: 'star', guidelines: 'shield' },
	about: 'info',
};

const LEGAL_SIGNS: Readonly<Record<LegalLink['kind'], string>> = {
	...{ terms: 'file', privacy: 'shield', imprint: 'info' },
};

const TAB_FACTS: Readonly<Record<Tab, { label: () => string; sign: string; href?: string }>> = {
	home: { label: m.shell_home, sign: 'house', href: '/' },
	spaces: { label: m.shell_spaces, sign: 'list' },
	members: { label: m.shell_members, sign: 'users', href: '/members' },
	search: { label: m.search_title, sign: 'search', href: '/search' },
	create: { label: m.shell_create, sign: 'pen', href: '/new' },
	you: { label: m.shell_you, sign: 'user' },
};

const LOCK = 'M4 11h16v10H4zM7 11V7a5 5 0 0 1 10 0v4';
const PLUS = 'M5 12h14M12 5v14';
const SILENCE = 'M11 5 6 9H3v6h3l5 4zM22 9l-6 6M16 9l6 6';

type SpaceLine = Navigation['groups'][number]['spaces'][number];

/** The menus with words and drawings in them: pages need neither in their scripts. */
export function menuOf(
	{ sidebar, top, tabs }: Menus,
	{ groups, locked, mayCreate, mayReadLog }: Navigation,
	viewer: Pick<Viewer, 'handle' | 'standing'> | null,
	{ legal, sells, points }: Pick<CommunityFace, 'legal' | 'sells' | 'points'>,
): Menu {
	const spaces = new Map(
		groups.flatMap((group) => group.spaces).map((space) => [space.id, lineOf(space)]),
	);
	const sections = sidebar.map(({ id, name, links, spaceIds }) => ({
		...{ id, name },
		lines: [...links.map(entryOf), ...spaceIds.flatMap((spaceId) => spaces.get(spaceId) ?? [])],
	}));
	if (points.isOn && viewer?.standing === 'active') putPoints(sections, pointsLine(points));
	if (mayCreate) sections.push({ id: 'new-space', name: '', lines: [newSpaceLine()] });
	if (sells)
		sections.push({ id: 'membership', name: '', lines: [salesLine(), ...locked.map(lockedLine)] });
	const foot = [...(mayReadLog ? [logLine()] : []), ...legal.map(legalLine)];
	if (foot.length > 0) sections.push({ id: 'legal', name: '', lines: foot });
	const links = top.map(entryOf);
	return {
		sections,
		sheet: [{ id: 'top', name: '', lines: links }, ...sections],
		top: links,
		tabs: tabs.flatMap((tab) => tabOf(tab, viewer) ?? []),
		own: viewer?.standing === 'active' ? ownLines(viewer) : [],
	};
}

function lineOf({ id, slug, name, icon, visibility, hasUnread, isMuted }: SpaceLine): MenuEntry {
	const signs = [
		...(visibility === 'private' ? [privately()] : []),
		...(isMuted ? [{ name: m.shell_muted(), glyph: SILENCE }] : []),
	];
	return { id, name, href: `/s/${slug}`, icon: icon || '#', signs, hasUnread, isMuted };
}

const privately = () => ({ name: m.shell_private(), glyph: LOCK });

/** Points stand where people do; where no menu names them, at its start. */
function putPoints(sections: (MenuSection & { lines: MenuEntry[] })[], line: MenuEntry): void {
	for (const { lines } of sections) {
		const at = lines.findIndex(({ href }) => href === '/members');
		if (at === -1) continue;
		lines.splice(at + 1, 0, line);
		return;
	}
	const [start] = sections;
	if (start && start.name === '') start.lines.push(line);
	else sections.unshift({ id: 'points', name: '', lines: [line] });
}

/** The board with everybody's points, or one's own where there are no boards. */
function pointsLine({ boards }: CommunityFace['points']): MenuEntry {
	const glyph = glyphPath(boards ? 'trophy' : 'star');
	const name = boards ? m.points_board() : m.points_title();
	const line = { id: 'points', name, href: boards ? '/leaderboard' : '/points', icon: '★' };
	return { ...line, ...(glyph && { glyph }) };
}

/** Stands below the spaces, for who may make one. */
const newSpaceLine = (): MenuEntry => ({
	...{ id: 'new-space', name: m.space_new(), href: '/new/space', icon: '+' },
	glyph: PLUS,
});

/** Where memberships are sold. */
function salesLine(): MenuEntry {
	const glyph = glyphPath('star');
	const line = { id: 'membership', name: m.membership_title(), href: '/membership', icon: '★' };
	return { ...line, ...(glyph && { glyph }) };
}

/** A space that a membership opens: its door leads to what opens it. */
function lockedLine({ id, slug, name, icon }: Navigation['locked'][number]): MenuEntry {
	return { id, name, href: `/membership?opens=${slug}`, icon: icon || '#', signs: [privately()] };
}

function ownLines({ handle }: Pick<Viewer, 'handle'>): Menu['own'] {
	return [
		{ name: m.shell_profile(), href: `/m/${handle}` },
		{ name: m.bookmark_title(), href: '/bookmarks' },
		{ name: m.life_featured_title(), href: '/featured' },
		{ name: m.submission_title(), href: '/submissions' },
		{ name: m.shell_settings(), href: '/settings/profile' },
	];
}

/** What moderators did, at the foot of the menu. */
function logLine(): MenuEntry {
	const glyph = glyphPath('shield');
	const line = { id: 'log', name: m.modlog_title(), href: '/moderation-log', icon: '§' };
	return { ...line, ...(glyph && { glyph }) };
}

/** The community's own legal texts stand at the foot of the menu. */
function legalLine({ kind, title }: LegalLink): MenuEntry {
	const glyph = glyphPath(LEGAL_SIGNS[kind]);
	const line = { id: kind, name: title, href: `/guidelines/${kind}`, icon: '§' };
	return { ...line, ...(glyph && { glyph }) };
}

function entryOf({ id, label, page, href, icon }: MenuLink): MenuEntry {
	const glyph = glyphPath(page ? PAGE_SIGNS[page] : icon || 'link');
	return {
		id,
		href,
		name: label ?? (page ? PAGE_NAMES[page]() : ''),
		icon,
		...(glyph && { glyph }),
	};
}

function tabOf(tab: Tab, viewer: { standing: string } | null): TabEntry | null {
	const { label, sign, href } = TAB_FACTS[tab];
	const glyph = glyphPath(sign) ?? '';
	if (tab === 'create' && viewer?.standing !== 'active') return null;
	if (tab === 'you' && !viewer) return { name: m.shell_sign_in(), glyph, href: '/sign-in' };
	return { name: label(), glyph, ...(href ? { href } : { sheet: tab }) };
}
