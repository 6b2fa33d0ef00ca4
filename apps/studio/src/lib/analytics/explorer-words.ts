import type { Dimension, ExploreChoices, Metric } from '@kith/domains/analytics/explore';
import type { Cell } from '@kith/domains/analytics/schema';
import { m } from '#lib/paraglide/messages.js';
import { dayWords, hourWords, originWords, weekdayWords } from './report-words.ts';
import { wordOf } from './question.ts';

/** What each number is called, and what exactly it counts. */
export const METRICS: Readonly<Record<Metric, { label: () => string; meaning: () => string }>> = {
	active: { label: m.analytics_active, meaning: m.explore_active_is },
	writers: { label: m.explore_writers, meaning: m.explore_writers_is },
	newcomers: { label: m.explore_newcomers, meaning: m.explore_newcomers_is },
	activated: { label: m.explore_activated, meaning: m.explore_activated_is },
	visit: { label: m.explore_visit, meaning: m.explore_visit_is },
	action: { label: m.explore_action, meaning: m.explore_action_is },
	post: { label: m.analytics_col_post, meaning: m.explore_post_is },
	comment: { label: m.analytics_col_comment, meaning: m.explore_comment_is },
	reaction: { label: m.analytics_col_reaction, meaning: m.explore_reaction_is },
	vote: { label: m.analytics_col_vote, meaning: m.explore_vote_is },
	answer: { label: m.analytics_answers, meaning: m.explore_answer_is },
	solution: { label: m.explore_solution, meaning: m.explore_solution_is },
	follow: { label: m.explore_follow, meaning: m.explore_follow_is },
	document: { label: m.explore_document, meaning: m.explore_document_is },
	joined: { label: m.analytics_col_joined, meaning: m.explore_joined_is },
	left: { label: m.analytics_col_left, meaning: m.explore_left_is },
};

export const DIMENSIONS: Readonly<Record<Dimension, () => string>> = {
	day: m.analytics_col_day,
	week: m.explore_by_week,
	weekday: m.analytics_col_weekday,
	hour: m.modnum_hour,
	space: m.analytics_col_space,
	source: m.explore_by_source,
	origin: m.explore_by_origin,
	campaign: m.analytics_campaigns,
	role: m.explore_by_role,
	label: m.explore_by_label,
};

const SOURCES: Readonly<Record<string, () => string>> = {
	member: m.explore_source_member,
	staff: m.explore_source_staff,
	bot: m.explore_source_bot,
	api: m.explore_source_api,
	import: m.explore_source_import,
};

/** What a line of an answer is called. */
export function lineWords(dimension: Dimension, cell: Cell): string {
	if (dimension === 'day' || dimension === 'week') return dayWords(cell).long;
	if (dimension === 'weekday') return weekdayWords(cell);
	if (dimension === 'hour') return hourWords(Number(cell));
	if (dimension === 'source') return SOURCES[String(cell)]?.() ?? String(cell);
	if (dimension === 'origin' || dimension === 'campaign') return originWords(cell, dimension);
	return cell === '@others' ? m.analytics_origin_others() : String(cell);
}

type Choice = { value: string; label: string };
type Group = { label: string; choices: Choice[] };

/** Everybody, newcomers, and the others one can ask about under what they have in common. */
export function peopleChoices({ origins, roles, labels, kept }: ExploreChoices): {
	plain: Choice[];
	groups: Group[];
} {
	const groups = [
		{
			label: m.explore_who_origins(),
			choices: origins.map((origin) => ({
				...{ value: wordOf({ kind: 'origin', origin }), label: originWords(origin, 'origin') },
			})),
		},
		{
			label: m.explore_who_roles(),
			choices: roles.map(({ key, name }) => ({
				...{ value: wordOf({ kind: 'role', roleKey: key }), label: name },
			})),
		},
		{
			label: m.explore_who_labels(),
			choices: (labels ?? []).map((label) => ({ value: wordOf({ kind: 'label', label }), label })),
		},
		{
			label: m.explore_who_kept(),
			choices: (kept ?? []).map(({ id, name }) => ({
				...{ value: wordOf({ kind: 'kept', segmentId: id }), label: name },
			})),
		},
	];
	return {
		plain: [
			{ value: 'all', label: m.explore_who_all() },
			{ value: 'newcomers', label: m.explore_who_newcomers() },
		],
		groups: groups.filter(({ choices }) => choices.length > 0),
	};
}
