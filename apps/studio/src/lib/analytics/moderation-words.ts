import type { Outcome } from '@kith/domains/analytics/moderation';
import { MODERATION_RANGES, type AskModeration } from '@kith/domains/analytics/moderation';
import { m } from '#lib/paraglide/messages.js';

type Days = AskModeration['days'];
const DEFAULT: Days = 28;

/** Reads from an address how long a time is looked at; anything unknown is left out. */
export const readDays = ({ searchParams }: URL): Days =>
	MODERATION_RANGES.find((days) => days === Number(searchParams.get('days'))) ?? DEFAULT;

/** The query of a length, such as `?days=7`; empty for the one that is looked at first. */
export const daysQuery = (days: Days): string => (days === DEFAULT ? '' : `?days=${days}`);

type Words = { label: () => string; hint?: () => string };

/** What was decided on a text. */
export const ON_TEXTS = ['approved', 'refused', 'removed', 'restored'] as const;
/** What was decided on a member. */
export const ON_MEMBERS = ['silenced', 'suspended', 'banned', 'lifted'] as const;

export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = {
	approved: { label: m.modnum_approved, hint: m.modnum_approved_hint },
	refused: { label: m.modnum_refused, hint: m.modnum_refused_hint },
	removed: { label: m.modnum_removed, hint: m.modnum_removed_hint },
	restored: { label: m.modnum_restored, hint: m.modnum_restored_hint },
	silenced: { label: m.modnum_silenced },
	suspended: { label: m.modnum_suspended },
	banned: { label: m.modnum_banned },
	lifted: { label: m.modnum_lifted },
};

/** The lines of the file of all figures. */
const FIGURES: Readonly<Record<string, () => string>> = {
	...Object.fromEntries(Object.entries(OUTCOME_WORDS).map(([name, { label }]) => [name, label])),
	came: m.modnum_came,
	came_post: m.modnum_came_post,
	came_comment: m.modnum_came_comment,
	came_change: m.modnum_came_change,
	held_newcomer: m.modnum_held_newcomer,
	held_role: m.modnum_held_role,
	held_kind: m.modnum_held_kind,
	held_space: m.modnum_held_space,
	held_everybody: m.modnum_held_everybody,
	held_unknown: m.modnum_held_unknown,
	median_seconds: m.modnum_median_seconds,
	p90_seconds: m.modnum_p90_seconds,
	waiting: m.modnum_waiting,
	oldest_seconds: m.modnum_oldest_seconds,
};

export const figureWords = (name: string): string => FIGURES[name]?.() ?? name;

/** Who decided: a name, the house itself, or who left. */
export function moderatorWords(name: string): string {
	if (name === '@job') return m.modnum_by_itself();
	return name === '@former' ? m.chal_former_member() : name;
}

/** What stands above the columns of these tables. */
export const MODERATION_COLUMNS: Readonly<Record<string, () => string>> = {
	...Object.fromEntries(Object.entries(OUTCOME_WORDS).map(([name, { label }]) => [name, label])),
	figure: m.modnum_figure,
	now: m.modnum_now,
	before: m.modnum_time_before,
	moderator: m.modnum_moderator,
	hour: m.modnum_hour,
	came: m.modnum_came,
	decided: m.modnum_decided,
};
