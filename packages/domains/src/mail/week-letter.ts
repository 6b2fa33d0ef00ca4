import type { Sign, Signal } from '../analytics/analytics.schema.ts';
import { oneLine, type Letter } from './letter.ts';

type Asking = Exclude<Signal['kind'], 'all_well'>;

/** A week as its reader is told of it: numbers and days in their words. */
export type WeekFacts = {
	/** The days it is about. */
	days: string;
	headline: { active: Sign; answers: Sign };
	figures: { name: 'active' | 'joined' | 'answers' | 'mrr'; value: string; before: string }[];
	signals: { kind: Asking; facts: SignalFacts; url: string }[];
	url: string;
};

/** What a signal says, as far as its kind says it; the rest is empty. Of an unusual day: its date, and what is usual. */
export type SignalFacts = { count: string; days: string; name: string };

type Headlines = Record<Sign, Record<Sign, string>>;

/** What is said of a week that is over. */
export type WeekWords = {
	subject: (told: { community: string; days: string }) => string;
	figures: Record<WeekFacts['figures'][number]['name'], string>;
	before: (before: string) => string;
	/** By how many were here, then by how they answered each other. */
	headlines: Headlines;
	deeds: string;
	/** Where nothing asks for a deed. */
	well: string;
	signals: Record<Asking, { text: (facts: SignalFacts) => string; action: string }>;
	action: string;
	note: (told: { community: string }) => string;
};

export function writeWeek(
	words: WeekWords,
	community: string,
	{ days, headline, figures, signals, url }: WeekFacts,
): Letter {
	const summary = words.headlines[headline.active][headline.answers];
	const items = signals.map(({ kind, facts, url: there }) => {
		const { text, action } = words.signals[kind];
		return { text: text({ ...facts, name: oneLine(facts.name, 80) }), label: action, url: there };
	});
	return {
		...{ subject: words.subject({ community, days }), preheader: summary, heading: summary },
		paragraphs: items.length === 0 ? [days, words.well] : [days],
		figures: figures.map(({ name, value, before }) => ({
			...{ label: words.figures[name], value, beside: words.before(before) },
		})),
		...(items.length > 0 && { deeds: { heading: words.deeds, items } }),
		action: { label: words.action, url },
		note: words.note({ community }),
	};
}
