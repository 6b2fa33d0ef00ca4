import Copy from '@lucide/svelte/icons/copy';
import ExternalLink from '@lucide/svelte/icons/external-link';
import Hash from '@lucide/svelte/icons/hash';
import Monitor from '@lucide/svelte/icons/monitor';
import Moon from '@lucide/svelte/icons/moon';
import Plus from '@lucide/svelte/icons/plus';
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import Sun from '@lucide/svelte/icons/sun';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Users from '@lucide/svelte/icons/users';
import { applyScheme } from '@kith/ui/scheme';
import { m } from '#lib/paraglide/messages.js';
import type { FoundCommunities } from '@kith/domains/organizations/schema';
import type { SectionGroup } from './sections.ts';
import type { ShellData } from './shell.ts';

export type FoundSpace = { id: string; name: string; slug: string };

type Asked = {
	groups: readonly SectionGroup[];
	data: ShellData;
	spaces: readonly FoundSpace[];
	/** What the server found for what is typed. */
	communities: (FoundCommunities & { text: string }) | undefined;
	copyAddress: () => void;
};

/** Everything the command palette finds: pages, actions, spaces, other communities, the theme. */
export function paletteGroups(asked: Asked) {
	return [
		{ id: 'pages', label: m.studio_palette_pages(), items: pageItems(asked) },
		{ id: 'actions', label: m.studio_palette_actions(), items: actionItems(asked) },
		{ id: 'spaces', label: m.studio_nav_spaces(), items: spaceItems(asked) },
		{ id: 'communities', label: m.studio_palette_communities(), items: communityItems(asked) },
		{ id: 'theme', label: m.studio_theme(), items: themeItems() },
	].filter(({ items }) => items.length > 0);
}

function pageItems({ groups }: Asked) {
	return groups.flatMap((group) => {
		const pages = group.pages.length > 0 ? group.pages : [group];
		return pages.map(({ label, href, keywords }) => ({
			...{ id: `page ${href}`, label, href, icon: group.icon },
			hint: group.pages.length > 0 ? group.label : undefined,
			keywords: keywords.split(' '),
		}));
	});
}

function actionItems({ data, copyAddress }: Asked) {
	const root = `/c/${data.community.id}`;
	const copy = {
		...{
			id: 'copy-address',
			label: m.studio_copy_address(),
			icon: Copy,
			hint: data.community.host,
		},
		onselect: copyAddress,
	};
	const { pages, may } = data.sight;
	const newSpace = {
		...{ id: 'new-space', label: m.spaces_new(), icon: Plus },
		href: `${root}/content/spaces/new`,
	};
	const invite = {
		...{ id: 'invite', label: m.members_invite(), icon: UserPlus },
		href: `${root}/members?invite`,
	};
	const requests = {
		...{ id: 'requests', label: m.members_see_requests(), icon: Users },
		href: `${root}/members?tab=pending`,
	};
	const open = {
		...{ id: 'open', label: m.studio_open_community(), icon: ExternalLink },
		onselect: () => document.querySelector<HTMLFormElement>('#open-community')?.requestSubmit(),
	};
	return [
		...(pages.includes('content/spaces') ? [newSpace] : []),
		...(pages.includes('members') && may.includes('members:invite') ? [invite] : []),
		...(may.includes('members:approve') ? [requests] : []),
		...(data.mayEnter ? [open] : []),
		copy,
	];
}

function spaceItems({ data, spaces }: Asked) {
	return spaces.map(({ id, name, slug }) => ({
		...{ id: `space ${id}`, label: name, hint: `/s/${slug}`, icon: Hash },
		href: `/c/${data.community.id}/content/spaces/${id}`,
	}));
}

function communityItems({ data, communities }: Asked) {
	return (communities?.items ?? [])
		.filter(({ id }) => id !== data.community.id)
		.map(({ id, name, host }) => ({
			...{ id: `community ${id}`, label: m.studio_switch_to({ name }), icon: ArrowLeftRight },
			...{ href: `/c/${id}`, hint: host },
			// The server has judged what is typed: nothing that it found is hidden again.
			keywords: [communities?.text ?? ''],
		}));
}

function themeItems() {
	return [
		{
			id: 'theme-light',
			label: m.studio_theme_light(),
			icon: Sun,
			onselect: () => applyScheme('light'),
		},
		{
			id: 'theme-dark',
			label: m.studio_theme_dark(),
			icon: Moon,
			onselect: () => applyScheme('dark'),
		},
		{
			...{ id: 'theme-system', label: m.studio_theme_system(), icon: Monitor },
			onselect: () => applyScheme('system'),
		},
	];
}
