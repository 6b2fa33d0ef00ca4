import { readersAfter, type Filing, type FilingRule } from '@kith/domains/filing/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export const KINDS = {
	discussion: m.rules_kind_discussion,
	question: m.rules_kind_question,
	idea: m.rules_kind_idea,
	article: m.rules_kind_article,
	showcase: m.rules_kind_showcase,
} as const;

type Named = { id: string; name: string };

/** A name in a sentence, whichever way it is written. */
const isolated = (name: string) => `\u2068${name}\u2069`;
const listed = (type: 'conjunction' | 'disjunction', all: readonly string[]) =>
	new Intl.ListFormat(getLocale(), { type }).format(all);
const anyOf = (all: readonly string[]) => listed('disjunction', all.map(isolated));
const namesOf = (ids: readonly string[], known: readonly Named[]) =>
	ids.flatMap((id) => known.find((one) => one.id === id)?.name ?? []);

/** What a rule does, as a sentence. */
export function sentenceOf(rule: FilingRule, spaces: readonly Named[], tags: readonly Named[]) {
	const [inSpaces, added] = [namesOf(rule.spaceIds, spaces), namesOf(rule.tagIds, tags)];
	const target = spaces.find(({ id }) => id === rule.toSpaceId);
	const kinds = rule.kinds.map((kind) => KINDS[kind]());
	// The marks stand outside, so that they open and close also what is written the other way.
	const words = rule.words.map((word) => `“${isolated(word)}”`);
	const contains = rule.wholeWords ? m.filing_if_whole : m.filing_if_words;
	const conditions = [
		kinds.length > 0 && m.filing_if_kinds({ kinds: anyOf(kinds) }),
		inSpaces.length > 0 && m.filing_if_spaces({ spaces: anyOf(inSpaces) }),
		words.length > 0 && contains({ words: listed('disjunction', words) }),
		rule.hosts.length > 0 && m.filing_if_hosts({ hosts: anyOf(rule.hosts) }),
		rule.joinedWithin !== null && m.filing_if_joined({ days: rule.joinedWithin }),
	].filter((one) => one !== false);
	const actions = [
		added.length > 0 && m.filing_do_tags({ tags: listed('conjunction', added.map(isolated)) }),
		target && m.filing_do_move({ space: isolated(target.name) }),
	].filter((one) => typeof one === 'string');
	return m.filing_sentence({
		conditions: listed('conjunction', conditions.length > 0 ? conditions : [m.filing_if_any()]),
		actions: listed('conjunction', actions.length > 0 ? actions : [m.filing_do_nothing()]),
	});
}

/** So many spaces are named in a warning. */
const NAMED = 4;

function named(names: readonly string[]): string {
	if (names.length <= NAMED + 1) return listed('conjunction', names.map(isolated));
	const first = names.slice(0, NAMED).map(isolated).join(', ');
	return m.filing_warn_some({ names: first, count: names.length - NAMED });
}

/** From which spaces a move shows posts to more people, which is refused, to fewer, or to others. */
export function warningsOf(
	{ spaceIds, toSpaceId }: Pick<FilingRule, 'spaceIds' | 'toSpaceId'>,
	spaces: Filing['spaces'],
): { tone: 'warning' | 'info'; text: string }[] {
	const target = spaces.find(({ id }) => id === toSpaceId);
	if (!target) return [];
	const sources = spaces.filter(
		({ id }) => id !== toSpaceId && (spaceIds.length === 0 || spaceIds.includes(id)),
	);
	const by = Map.groupBy(sources, (from) => readersAfter(from.readers, target.readers));
	const say = {
		more: m.filing_warn_more,
		fewer: m.filing_warn_fewer,
		others: m.filing_warn_others,
	};
	return (['more', 'fewer', 'others'] as const).flatMap((what) => {
		const names = by.get(what)?.map(({ name }) => name) ?? [];
		if (names.length === 0) return [];
		const text = say[what]({ spaces: named(names), target: isolated(target.name) });
		return [{ tone: what === 'more' ? ('warning' as const) : ('info' as const), text }];
	});
}
