import type { SaveGroupRules } from '@kith/domains/scim/schema';

type StoredRule = SaveGroupRules['rules'][number];

/** What a group brings, as the form has it: the group, what it gives, and where a role in a space is held. */
export type GroupRule = { group: string; gives: string; where: string };

/** Rules as they are stored, for the form. */
export const groupRulesOf = (rules: readonly StoredRule[]): GroupRule[] =>
	rules.map(({ value, roleId, spaceId }) => ({
		...{ group: value, where: (roleId && spaceId) ?? '' },
		gives: roleId ? `${spaceId ? 'in' : 'role'}:${roleId}` : `space:${spaceId}`,
	}));

/** What was chosen, as the domain takes it; its schema refuses what does not fit. */
export function readGroupRules(form: FormData): { typed: GroupRule[]; rules: StoredRule[] } {
	const all = (name: string) =>
		form.getAll(name).map((value) => (typeof value === 'string' ? value : ''));
	const [gives, where] = [all('gives'), all('where')];
	const typed = all('group')
		.map((group, at) => ({ group, gives: gives[at] ?? '', where: where[at] ?? '' }))
		.filter((rule) => rule.group !== '' || rule.gives !== '');
	return { typed, rules: typed.map(ruleOf) };
}

function ruleOf({ group: value, gives, where }: GroupRule): StoredRule {
	const [what, id = ''] = gives.split(':');
	const rule = { claim: 'groups', value, tierId: null };
	if (what === 'in') return { ...rule, roleId: id, spaceId: where };
	const given = { roleId: what === 'role' ? id : null, spaceId: what === 'space' ? id : null };
	return { ...rule, ...given };
}
