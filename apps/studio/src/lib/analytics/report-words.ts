import type { Cell, Report } from '@kith/domains/analytics/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { HEALTH_COLUMNS } from './health-words.ts';
import { MODERATION_COLUMNS } from './moderation-words.ts';

const COLUMNS: Readonly<Record<string, () => string>> = {
	day: m.analytics_col_day,
	member: m.analytics_col_member,
	author: m.analytics_col_author,
	handle: m.analytics_col_handle,
	people: m.analytics_col_people,
	answers: m.analytics_col_answers,
	dau: m.analytics_col_dau,
	wau: m.analytics_col_wau,
	mau: m.analytics_col_mau,
	post: m.analytics_col_post,
	posts: m.analytics_col_post,
	comment: m.analytics_col_comment,
	reaction: m.analytics_col_reaction,
	vote: m.analytics_col_vote,
	answer: m.analytics_col_answer,
	joined: m.analytics_col_joined,
	left: m.analytics_col_left,
	activated: m.analytics_col_activated,
	paid: m.analytics_col_paid,
	space: m.analytics_col_space,
	step: m.analytics_col_step,
	members: m.analytics_col_members,
	origin: m.analytics_col_origin,
	campaign: m.analytics_campaigns,
	after_weeks: m.analytics_col_after_weeks,
	stayed_percent: m.analytics_col_stayed,
	back: m.analytics_col_back,
	away: m.analytics_col_away,
	week: m.analytics_col_week,
	weekday: m.analytics_col_weekday,
	answered: m.analytics_answered,
	median_seconds: m.analytics_median,
	p90_seconds: m.analytics_p90,
};

const STEPS: Readonly<Record<string, () => string>> = {
	active: m.analytics_step_active,
	reacted: m.analytics_step_reacted,
	wrote: m.analytics_step_wrote,
	began: m.analytics_step_began,
	regular: m.analytics_step_regular,
	joined: m.analytics_col_joined,
	welcomed: m.analytics_step_welcomed,
	activated: m.analytics_col_activated,
	returned: m.analytics_step_returned,
	paid: m.analytics_col_paid,
};

/** What stands above a column of a report. */
export function columnWords(column: string): string {
	const numbered = /^([wh])(\d+)$/.exec(column);
	if (numbered?.[1] === 'w') return m.analytics_col_week_after({ number: Number(numbered[2]) + 1 });
	if (numbered) return hourWords(Number(numbered[2]));
	return (COLUMNS[column] ?? MODERATION_COLUMNS[column] ?? HEALTH_COLUMNS[column])?.() ?? column;
}

export const stepWords = (step: Cell): string => STEPS[String(step)]?.() ?? String(step);

/** What led somebody here, in words where it is no address. */
export function originWords(origin: Cell, column: string): string {
	if (origin === '@all') return m.analytics_origin_all();
	if (origin === '@others') return m.analytics_origin_others();
	if (origin === '@invited') return m.analytics_origin_invited();
	if (origin !== '') return String(origin);
	return column === 'campaign' ? m.analytics_origin_no_campaign() : m.analytics_origin_none();
}

/** Monday is 1. The first of January 2024 was one. */
export const weekdayWords = (weekday: Cell): string =>
	inWords(new Date(Date.UTC(2024, 0, Number(weekday))), { weekday: 'short' });

export const hourWords = (hour: number): string =>
	inWords(new Date(Date.UTC(2024, 0, 1, hour)), { hour: 'numeric' });

/** A day as a chart writes it below itself, and as a table does. */
export const dayWords = (day: Cell): { short: string; long: string } => {
	const at = new Date(`${day}T00:00:00Z`);
	return {
		short: inWords(at, { day: 'numeric', month: 'short' }),
		long: inWords(at, { day: 'numeric', month: 'short', year: 'numeric' }),
	};
};

/** A length of time in the unit that says most of it. */
export function spanWords(seconds: Cell): string {
	if (typeof seconds !== 'number') return '–';
	if (seconds < 60) return m.analytics_under_minute();
	const [unit, length] =
		seconds >= 86_400
			? (['day', 86_400] as const)
			: seconds >= 3600
				? (['hour', 3600] as const)
				: (['minute', 60] as const);
	return new Intl.NumberFormat(getLocale(), {
		...{ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 },
	}).format(seconds / length);
}

export const count = (value: number): string => new Intl.NumberFormat(getLocale()).format(value);

export const share = (part: number): string =>
	new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 0 }).format(part);

function inWords(at: Date, form: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(getLocale(), { ...form, timeZone: 'UTC' }).format(at);
}

type Table = Pick<Report, 'columns' | 'rows'>;

/** The numbers of one column, from the first row to the last. */
export function columnOf({ columns, rows }: Table, name: string): number[] {
	const at = columns.indexOf(name);
	return rows.map((row) => Number(row[at] ?? 0));
}

/** Whether a report has nothing to show. */
export const isEmpty = ({ rows }: Pick<Table, 'rows'>): boolean =>
	!rows.some((row) => row.slice(1).some((cell) => typeof cell === 'number' && cell > 0));
