import type { Brings, Condition, Leaf, RuleDefinition } from '@kith/domains/gamification/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { ConditionDraft, Occasion } from './rule-draft.ts';

/** What a rule may name, by what it is called here. */
export type Named = {
	spaces: readonly { id: string; name: string }[];
	tags: readonly { id: string; name: string }[];
	roles: readonly { id: string; name: string }[];
	badges: readonly { id: string; name: string }[];
};

/** What is wrong where a rule names something that is gone. */
export const MISSING = {
	space: m.points_missing_space,
	tag: m.points_missing_tag,
	role: m.points_missing_role,
	badge: m.points_missing_badge,
	harmless: m.points_missing_harmless,
} as const;

/** "publishes a post", by who is rewarded for it. */
const OCCASIONS = {
	'post doer': m.points_when_post,
	'comment doer': m.points_when_comment,
	'reaction doer': m.points_when_reaction,
	'answer doer': m.points_when_answer,
	'vote doer': m.points_when_vote,
	'follow doer': m.points_when_follow,
	'invitation doer': m.points_when_invitation,
	'join doer': m.points_when_join,
	'feature doer': m.points_when_feature,
	'document doer': m.points_when_document,
	'comment other': m.points_when_comment_got,
	'reaction other': m.points_when_reaction_got,
	'answer other': m.points_when_answer_got,
	'vote other': m.points_when_vote_got,
	'follow other': m.points_when_follow_got,
	'invitation other': m.points_when_invitation_got,
} as const satisfies Partial<Record<Occasion, () => string>>;

export const occasionText = (occasion: Occasion): string =>
	occasion in OCCASIONS ? OCCASIONS[occasion as keyof typeof OCCASIONS]() : '';

export const occasionOptions = () =>
	Object.entries(OCCASIONS).map(([value, label]) => ({ value, label: label() }));

export const CONDITIONS = {
	space: m.points_if_space,
	tag: m.points_if_tag,
	postKind: m.points_if_kind,
	length: m.points_if_length,
	emoji: m.points_if_emoji,
	role: m.points_if_role,
	daysMember: m.points_if_days_member,
	first: m.points_if_first,
	count: m.points_if_count,
	streak: m.points_if_streak,
	expression: m.points_if_expression,
	group: m.points_if_group,
} as const satisfies Record<ConditionDraft['is'], () => string>;

export const POST_KINDS = {
	discussion: m.rules_kind_discussion,
	question: m.rules_kind_question,
	idea: m.rules_kind_idea,
	article: m.rules_kind_article,
	showcase: m.rules_kind_showcase,
	announcement: m.rules_kind_announcement,
} as const;

const number = (value: number) => new Intl.NumberFormat(getLocale()).format(value);
const inUnits = (count: number, unit: 'day' | 'minute') =>
	new Intl.NumberFormat(getLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
const listed = (items: readonly string[], type: 'conjunction' | 'disjunction') =>
	new Intl.ListFormat(getLocale(), { type }).format(items);

function namesOf(
	ids: readonly string[],
	things: readonly { id: string; name: string }[],
	type: 'conjunction' | 'disjunction' = 'disjunction',
): string {
	const names = ids.map((id) => things.find((one) => one.id === id)?.name ?? m.points_gone());
	return listed(names, type);
}

function leafText(leaf: Leaf, named: Named): string {
	switch (leaf.is) {
		case 'space':
			return m.points_so_space({ names: namesOf(leaf.in, named.spaces) });
		case 'tag':
			return m.points_so_tag({ names: namesOf(leaf.in, named.tags) });
		case 'role':
			return m.points_so_role({ names: namesOf(leaf.in, named.roles) });
		case 'postKind': {
			const kinds = leaf.in.map((kind) =>
				kind in POST_KINDS ? POST_KINDS[kind as keyof typeof POST_KINDS]() : kind,
			);
			return m.points_so_kind({ names: listed(kinds, 'disjunction') });
		}
		case 'emoji':
			return m.points_so_emoji({ names: leaf.in.join(' ') });
		case 'length':
			return m.points_so_length({ count: number(leaf.atLeast) });
		case 'first':
			return m.points_so_first();
		case 'streak':
			return m.points_so_streak({ days: inUnits(leaf.days, 'day') });
		case 'expression':
			return m.points_so_expression({ text: leaf.text });
		case 'daysMember':
			return daysText(leaf.atLeast, leaf.atMost);
		case 'count': {
			const what = occasionText(`${leaf.of} ${leaf.as}`);
			const count = number(leaf.atLeast);
			return leaf.days === null
				? m.points_so_count({ what, count })
				: m.points_so_count_in({ what, count, days: inUnits(leaf.days, 'day') });
		}
	}
}

function daysText(atLeast: number | null, atMost: number | null): string {
	const parts = [
		...(atLeast === null ? [] : [m.points_so_since({ days: inUnits(atLeast, 'day') })]),
		...(atMost === null ? [] : [m.points_so_until({ days: inUnits(atMost, 'day') })]),
	];
	return listed(parts, 'conjunction');
}

function conditionText(condition: Condition, named: Named): string {
	if (condition.is === 'not')
		return m.points_so_not({ what: conditionText(condition.what, named) });
	if (condition.is === 'all' || condition.is === 'any') {
		const parts = condition.of.map((one) => conditionText(one, named));
		return listed(parts, condition.is === 'all' ? 'conjunction' : 'disjunction');
	}
	return leafText(condition, named);
}

/** "+5 points", "−2 points". */
export const pointsText = (points: number): string =>
	m.points_amount({
		points: new Intl.NumberFormat(getLocale(), { signDisplay: 'exceptZero' }).format(points),
		count: Math.abs(points),
	});

/** "the role “Helper” for 30 days", "entry to the studio for good". */
function accessText({ roleId, spaceIds, days }: Brings, { roles, spaces }: Named): string[] {
	const time = days === null ? null : inUnits(days, 'day');
	const texts: string[] = [];
	if (roleId !== null) {
		const name = namesOf([roleId], roles);
		texts.push(time === null ? m.points_the_role({ name }) : m.points_the_role_for({ name, time }));
	}
	if (spaceIds.length > 0) {
		const names = namesOf(spaceIds, spaces, 'conjunction');
		texts.push(
			time === null ? m.points_the_entry({ names }) : m.points_the_entry_for({ names, time }),
		);
	}
	return texts;
}

/** What a recipe says of what it opens for so many days. */
export const openingText = (days: number): string =>
	m.points_recipe_opens({ time: inUnits(days, 'day') });

/** What a rule says, in sentences that lead into one another. */
export function ruleText(definition: RuleDefinition, named: Named): string[] {
	const { on, to, when, points, badgeId, brings, most, restMinutes } = definition;
	const badge = badgeId === null ? null : namesOf([badgeId], named.badges);
	const gets = [
		...(points === 0 ? [] : [pointsText(points)]),
		...(badge === null ? [] : [m.points_the_badge({ name: badge })]),
		...(brings === null ? [] : accessText(brings, named)),
	];
	const what = occasionText(`${on} ${to}`);
	const reward = listed(gets, 'conjunction');
	const limits = [
		...(most.hour === null ? [] : [m.points_most_hour({ count: number(most.hour) })]),
		...(most.day === null ? [] : [m.points_most_day({ count: number(most.day) })]),
		...(most.ever === null ? [] : [m.points_most_ever({ count: number(most.ever) })]),
		...(most.pairDay === null ? [] : [m.points_most_pair({ count: number(most.pairDay) })]),
		...(restMinutes === null ? [] : [m.points_most_rest({ time: inUnits(restMinutes, 'minute') })]),
	];
	return [
		m.points_sentence({ what, reward }),
		...(when ? [m.points_only_if({ what: conditionText(when, named) })] : []),
		...(limits.length > 0 ? [m.points_at_most({ limits: listed(limits, 'conjunction') })] : []),
	];
}
