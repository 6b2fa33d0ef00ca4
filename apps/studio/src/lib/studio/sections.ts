import Banknote from '@lucide/svelte/icons/banknote';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import House from '@lucide/svelte/icons/house';
import LayoutList from '@lucide/svelte/icons/layout-list';
import Palette from '@lucide/svelte/icons/palette';
import Settings from '@lucide/svelte/icons/settings';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Trophy from '@lucide/svelte/icons/trophy';
import Users from '@lucide/svelte/icons/users';
import type { StudioPage } from '@kith/domains/desks/schema';
import type { Icon } from '@kith/ui/icon';
import { m } from '#lib/paraglide/messages.js';

/** A page of the studio, in the navigation and in the command palette. */
export type Section = {
	label: string;
	href: string;
	/** Further words that find it. */
	keywords: string;
};
export type SectionGroup = Section & { icon: Icon; pages: readonly Section[] };

/** What the left navigation holds for somebody who finds these pages, in order: home, and what has a page for them. */
export function sectionsOf(communityId: string, pages: readonly StudioPage[]): SectionGroup[] {
	const root = `/c/${communityId}`;
	const found = new Set(pages.map((page) => `${root}/${page}`));
	const home = {
		...{ label: m.studio_nav_home(), href: root, icon: House, pages: [] },
		keywords: m.studio_nav_home_keywords(),
	};
	return [home, ...managed(root).flatMap((group) => narrowed(group, found))];
}

function narrowed(group: SectionGroup, found: ReadonlySet<string>): SectionGroup[] {
	if (group.pages.length === 0) return found.has(group.href) ? [group] : [];
	const pages = group.pages.filter(({ href }) => found.has(href));
	const [first] = pages;
	return first ? [{ ...group, pages, href: found.has(group.href) ? group.href : first.href }] : [];
}

function managed(root: string): SectionGroup[] {
	return [
		{
			...{ label: m.studio_nav_members(), href: `${root}/members`, icon: Users },
			keywords: '',
			pages: [
				{
					...{ label: m.studio_nav_all_members(), href: `${root}/members` },
					keywords: m.studio_nav_members_keywords(),
				},
				{
					...{ label: m.studio_nav_import(), href: `${root}/members/import` },
					keywords: m.studio_nav_import_keywords(),
				},
				{
					...{ label: m.studio_nav_fields(), href: `${root}/fields` },
					keywords: m.studio_nav_fields_keywords(),
				},
				{
					...{ label: m.studio_nav_onboarding(), href: `${root}/onboarding` },
					keywords: m.studio_nav_onboarding_keywords(),
				},
			],
		},
		{
			...{ label: m.studio_nav_content(), href: `${root}/content/spaces`, icon: LayoutList },
			keywords: '',
			pages: [
				{
					...{ label: m.studio_nav_spaces(), href: `${root}/content/spaces` },
					keywords: m.studio_nav_spaces_keywords(),
				},
				{
					...{ label: m.studio_nav_tags(), href: `${root}/content/tags` },
					keywords: m.studio_nav_tags_keywords(),
				},
				{
					...{ label: m.studio_nav_search(), href: `${root}/content/search` },
					keywords: m.studio_nav_search_keywords(),
				},
				{
					...{ label: m.studio_nav_space_log(), href: `${root}/content/log` },
					keywords: m.studio_nav_space_log_keywords(),
				},
			],
		},
		{
			...{ label: m.studio_nav_moderation(), href: `${root}/moderation/queue`, icon: ShieldCheck },
			keywords: '',
			pages: [
				{
					...{ label: m.studio_nav_approval(), href: `${root}/moderation/queue` },
					keywords: m.studio_nav_approval_keywords(),
				},
				{
					...{ label: m.studio_nav_rota(), href: `${root}/moderation/rota` },
					keywords: m.studio_nav_rota_keywords(),
				},
				{
					...{ label: m.studio_nav_rules(), href: `${root}/moderation/rules` },
					keywords: m.studio_nav_rules_keywords(),
				},
				{
					...{ label: m.studio_nav_filing(), href: `${root}/moderation/filing` },
					keywords: m.studio_nav_filing_keywords(),
				},
				{
					...{ label: m.studio_nav_replies(), href: `${root}/moderation/replies` },
					keywords: m.studio_nav_replies_keywords(),
				},
				{
					...{ label: m.studio_nav_guidelines(), href: `${root}/guidelines` },
					keywords: m.studio_nav_guidelines_keywords(),
				},
			],
		},
		engagement(root),
		analytics(root),
		revenue(root),
		{
			...{ label: m.studio_nav_design(), href: `${root}/design`, icon: Palette, pages: [] },
			keywords: m.studio_nav_design_keywords(),
		},
		{
			...{ label: m.studio_nav_settings(), href: `${root}/settings/general`, icon: Settings },
			keywords: '',
			pages: [
				{
					...{ label: m.studio_nav_general(), href: `${root}/settings/general` },
					keywords: m.studio_nav_general_keywords(),
				},
				{
					...{ label: m.studio_nav_access(), href: `${root}/settings/access` },
					keywords: m.studio_nav_access_keywords(),
				},
				{
					...{ label: m.studio_nav_sign_in(), href: `${root}/settings/sign-in` },
					keywords: m.studio_nav_sign_in_keywords(),
				},
				{
					...{ label: m.studio_nav_roles(), href: `${root}/settings/roles` },
					keywords: m.studio_nav_roles_keywords(),
				},
				{
					...{ label: m.studio_nav_sso(), href: `${root}/settings/sign-in/sso` },
					keywords: m.studio_nav_sso_keywords(),
				},
				{
					...{ label: m.studio_nav_localization(), href: `${root}/settings/localization` },
					keywords: m.studio_nav_localization_keywords(),
				},
				{
					...{ label: m.studio_nav_legal(), href: `${root}/settings/legal` },
					keywords: m.studio_nav_legal_keywords(),
				},
				{
					...{ label: m.studio_nav_usage(), href: `${root}/settings/usage` },
					keywords: m.studio_nav_usage_keywords(),
				},
				{
					...{ label: m.studio_nav_storage(), href: `${root}/settings/storage` },
					keywords: m.studio_nav_storage_keywords(),
				},
				{
					...{ label: m.studio_nav_feed(), href: `${root}/settings/feed` },
					keywords: m.studio_nav_feed_keywords(),
				},
				{
					...{ label: m.studio_nav_data(), href: `${root}/settings/data` },
					keywords: m.studio_nav_data_keywords(),
				},
				{
					...{ label: m.studio_nav_audit(), href: `${root}/settings/audit` },
					keywords: m.studio_nav_audit_keywords(),
				},
			],
		},
	];
}

function engagement(root: string): SectionGroup {
	const rules = `${root}/engagement/rules`;
	return {
		...{ label: m.studio_nav_engagement(), href: rules, icon: Trophy, keywords: '' },
		pages: [
			{
				...{ label: m.studio_nav_points(), href: rules },
				keywords: m.studio_nav_points_keywords(),
			},
			{
				...{ label: m.studio_nav_levels(), href: `${root}/engagement/levels` },
				keywords: m.studio_nav_levels_keywords(),
			},
			{
				...{ label: m.studio_nav_badges(), href: `${root}/engagement/badges` },
				keywords: m.studio_nav_badges_keywords(),
			},
			{
				...{ label: m.studio_nav_challenges(), href: `${root}/engagement/challenges` },
				keywords: m.studio_nav_challenges_keywords(),
			},
			{
				...{ label: m.studio_nav_seasons(), href: `${root}/engagement/seasons` },
				keywords: m.studio_nav_seasons_keywords(),
			},
		],
	};
}

function analytics(root: string): SectionGroup {
	const at = (page: string, label: string, keywords: string) => ({
		...{ label, keywords, href: `${root}/analytics/${page}` },
	});
	const home = at(
		'overview',
		m.studio_nav_analytics_home(),
		m.studio_nav_analytics_home_keywords(),
	);
	return {
		...{ label: m.studio_nav_analytics(), href: home.href, icon: ChartColumn, keywords: '' },
		pages: [
			home,
			at('week', m.studio_nav_week(), m.studio_nav_week_keywords()),
			at('growth', m.studio_nav_growth(), m.studio_nav_growth_keywords()),
			at('engagement', m.studio_nav_engagement(), m.studio_nav_engagement_keywords()),
			at('retention', m.studio_nav_retention(), m.studio_nav_retention_keywords()),
			at('risk', m.studio_nav_risk(), m.studio_nav_risk_keywords()),
			at('outlook', m.studio_nav_outlook(), m.studio_nav_outlook_keywords()),
			at('explorer', m.studio_nav_explorer(), m.studio_nav_explorer_keywords()),
			at('health', m.studio_nav_health(), m.studio_nav_health_keywords()),
			at('content', m.studio_nav_answers(), m.studio_nav_answers_keywords()),
			at(
				'moderation',
				m.studio_nav_moderation_numbers(),
				m.studio_nav_moderation_numbers_keywords(),
			),
			at('space', m.studio_nav_space_numbers(), m.studio_nav_space_numbers_keywords()),
		],
	};
}

function revenue(root: string): SectionGroup {
	const payments = {
		...{ label: m.studio_nav_payments(), href: `${root}/revenue/payments` },
		keywords: m.studio_nav_payments_keywords(),
	};
	const tiers = `${root}/revenue/tiers`;
	return {
		...{ label: m.studio_nav_revenue(), href: tiers, icon: Banknote, keywords: '' },
		pages: [
			{
				...{ label: m.studio_nav_overview(), href: `${root}/revenue/overview` },
				keywords: m.studio_nav_overview_keywords(),
			},
			{
				...{ label: m.studio_nav_tiers(), href: tiers },
				keywords: m.studio_nav_tiers_keywords(),
			},
			{
				...{ label: m.studio_nav_offers(), href: `${root}/revenue/offers` },
				keywords: m.studio_nav_offers_keywords(),
			},
			{
				...{ label: m.studio_nav_gifts(), href: `${root}/revenue/gifts` },
				keywords: m.studio_nav_gifts_keywords(),
			},
			{
				...{ label: m.studio_nav_affiliates(), href: `${root}/revenue/affiliates` },
				keywords: m.studio_nav_affiliates_keywords(),
			},
			{
				...{ label: m.studio_nav_memberships(), href: `${root}/revenue/memberships` },
				keywords: m.studio_nav_memberships_keywords(),
			},
			{
				...{ label: m.studio_nav_ledger(), href: `${root}/revenue/ledger` },
				keywords: m.studio_nav_ledger_keywords(),
			},
			{
				...{ label: m.studio_nav_taxes(), href: `${root}/revenue/taxes` },
				keywords: m.studio_nav_taxes_keywords(),
			},
			payments,
		],
	};
}
