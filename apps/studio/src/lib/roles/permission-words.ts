import { permissionCatalogue, type Permission } from '@kith/domains/permissions/schema';
import { m } from '#lib/paraglide/messages.js';

/** What each permission lets somebody do, as the matrix says it. */
const LABELS: Readonly<Record<Permission, () => string>> = {
	'community:enter': m.perm_community_enter,
	'community:design': m.perm_community_design,
	'spaces:read': m.perm_spaces_read,
	'spaces:manage': m.perm_spaces_manage,
	'spaces:overrule': m.perm_spaces_overrule,
	'spaces:create': m.perm_spaces_create,
	'posts:read': m.perm_posts_read,
	'posts:publish': m.perm_posts_publish,
	'posts:moderate': m.perm_posts_moderate,
	'posts:approve': m.perm_posts_approve,
	'posts:feature': m.perm_posts_feature,
	'posts:announce': m.perm_posts_announce,
	'comments:publish': m.perm_comments_publish,
	'comments:moderate': m.perm_comments_moderate,
	'reactions:react': m.perm_reactions_react,
	'media:upload': m.perm_media_upload,
	'tags:create': m.perm_tags_create,
	'tags:restricted': m.perm_tags_restricted,
	'tags:manage': m.perm_tags_manage,
	'ideas:vote': m.perm_ideas_vote,
	'ideas:manage': m.perm_ideas_manage,
	'polls:vote': m.perm_polls_vote,
	'members:read': m.perm_members_read,
	'members:emails': m.perm_members_emails,
	'members:invite': m.perm_members_invite,
	'members:manage': m.perm_members_manage,
	'members:approve': m.perm_members_approve,
	'members:silence': m.perm_members_silence,
	'members:ban': m.perm_members_ban,
	'members:merge': m.perm_members_merge,
	'members:note': m.perm_members_note,
	'memberships:read': m.perm_memberships_read,
	'memberships:manage': m.perm_memberships_manage,
	'tiers:read': m.perm_tiers_read,
	'tiers:manage': m.perm_tiers_manage,
	'gamification:manage': m.perm_gamification_manage,
	'roles:manage': m.perm_roles_manage,
	'search:terms': m.perm_search_terms,
	'data:export': m.perm_data_export,
	'data:delete': m.perm_data_delete,
	'payments:read': m.perm_payments_read,
	'payments:manage': m.perm_payments_manage,
	'analytics:read': m.perm_analytics_read,
	'analytics:moderation': m.perm_analytics_moderation,
	'audit:read': m.perm_audit_read,
	'audit:moderation': m.perm_audit_moderation,
	'audit:billing': m.perm_audit_billing,
	'audit:public': m.perm_audit_public,
	'settings:general': m.perm_settings_general,
	'settings:access': m.perm_settings_access,
	'settings:approval': m.perm_settings_approval,
	'settings:feed': m.perm_settings_feed,
	'settings:guidelines': m.perm_settings_guidelines,
	'settings:legal': m.perm_settings_legal,
	'settings:localization': m.perm_settings_localization,
	'settings:onboarding': m.perm_settings_onboarding,
	'settings:sso': m.perm_settings_sso,
	'settings:storage': m.perm_settings_storage,
};

/** The blocks of the matrix, in order, by what permissions begin with. */
const AREAS: readonly { label: () => string; nouns: readonly string[] }[] = [
	{ label: m.roles_area_place, nouns: ['community', 'spaces'] },
	{ label: m.roles_area_posts, nouns: ['posts', 'media'] },
	{ label: m.roles_area_talk, nouns: ['comments', 'reactions', 'ideas', 'polls'] },
	{ label: m.roles_area_tags, nouns: ['tags'] },
	{ label: m.roles_area_members, nouns: ['members', 'roles', 'gamification'] },
	{ label: m.roles_area_revenue, nouns: ['payments', 'tiers', 'memberships'] },
	{ label: m.roles_area_insight, nouns: ['analytics', 'search', 'audit'] },
	{ label: m.roles_area_settings, nouns: ['settings', 'data'] },
];

export type Area = { label: string; permissions: Permission[] };

export const labelOf = (permission: Permission): string => LABELS[permission]();

/** The permissions in blocks, those that `isShown` leaves out left out; no empty block. */
export function areasOf(isShown: (permission: Permission) => boolean): Area[] {
	const nounOf = (permission: string) => permission.split(':')[0] ?? '';
	return AREAS.map(({ label, nouns }) => ({
		label: label(),
		permissions: permissionCatalogue.filter(
			(permission) => nouns.includes(nounOf(permission)) && isShown(permission),
		),
	})).filter(({ permissions }) => permissions.length > 0);
}

/** Whether a search for `words` finds the permission. */
export function isFound(permission: Permission, words: string): boolean {
	const text = `${labelOf(permission)} ${permission}`.toLocaleLowerCase();
	return words
		.toLocaleLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}
