import type { Explanation } from '@kith/domains/roles/schema';
import { m } from '#lib/paraglide/messages.js';

type Rule = Explanation['rules'][number];
type Words = { roles: string; space: string; group: string };

const TEXTS: Readonly<
	Record<Rule['step'], { allow: (words: Words) => string; deny: (words: Words) => string }>
> = {
	owner: { allow: m.rule_owner, deny: m.rule_owner },
	everyone: { allow: m.rule_role_allows, deny: m.rule_role_denies },
	roles: { allow: m.rule_role_allows, deny: m.rule_role_denies },
	space_setting: { allow: m.rule_setting, deny: m.rule_setting },
	group_everyone: { allow: m.rule_group_allows, deny: m.rule_group_denies },
	group_roles: { allow: m.rule_group_allows, deny: m.rule_group_denies },
	group_member: { allow: m.rule_group_member_allows, deny: m.rule_group_member_denies },
	space_everyone: { allow: m.rule_space_allows, deny: m.rule_space_denies },
	space_roles: { allow: m.rule_space_allows, deny: m.rule_space_denies },
	space_member: { allow: m.rule_space_member_allows, deny: m.rule_space_member_denies },
	overrules_spaces: { allow: m.rule_overrules, deny: m.rule_overrules },
	manages_space: { allow: m.rule_manages, deny: m.rule_manages },
	hidden_space: { allow: m.rule_hidden, deny: m.rule_hidden },
	second_factor: { allow: m.rule_second_factor, deny: m.rule_second_factor },
	unpaid: { allow: m.rule_unpaid, deny: m.rule_unpaid },
	silenced: { allow: m.rule_silenced, deny: m.rule_silenced },
	guidelines: { allow: m.rule_guidelines, deny: m.rule_guidelines },
	private_community: { allow: m.rule_private, deny: m.rule_private },
	staged: { allow: m.rule_staged, deny: m.rule_staged },
	pending: { allow: m.rule_pending, deny: m.rule_pending },
	suspended: { allow: m.rule_suspended, deny: m.rule_suspended },
	banned: { allow: m.rule_banned, deny: m.rule_banned },
};

/** What one step of a decision said, as a sentence. */
export function ruleText({ step, word, roles }: Rule, { space, group }: Explanation): string {
	const names = roles.map(({ name }) => name).join(', ');
	return TEXTS[step][word]({ roles: names, space: space ?? '', group: group ?? '' });
}
