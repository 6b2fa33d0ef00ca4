import type { Permission } from '@kith/domains/permissions/schema';
import { m } from '#lib/paraglide/messages.js';

/** What each permission that a space can decide lets somebody do there. */
const LABELS: Partial<Record<Permission, () => string>> = {
	'spaces:read': m.perm_spaces_read,
	'spaces:manage': m.perm_spaces_manage,
	'posts:publish': m.perm_posts_publish,
	'posts:moderate': m.perm_posts_moderate,
	'posts:approve': m.perm_posts_approve,
	'posts:feature': m.perm_posts_feature,
	'posts:announce': m.perm_posts_announce,
	'comments:publish': m.perm_comments_publish,
	'comments:moderate': m.perm_comments_moderate,
	'reactions:react': m.perm_reactions_react,
	'ideas:vote': m.perm_ideas_vote,
	'ideas:manage': m.perm_ideas_manage,
	'polls:vote': m.perm_polls_vote,
};

export const labelOf = (permission: Permission): string => LABELS[permission]?.() ?? permission;

const ORDER = Object.keys(LABELS);

/** In the order that they are shown in: the place, its posts, what is said of them. */
export const inOrder = <One extends { key: Permission }>(those: readonly One[]): One[] =>
	those.toSorted((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key));
