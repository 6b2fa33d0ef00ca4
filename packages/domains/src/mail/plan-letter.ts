import type { Meter } from '../plans/plans.schema.ts';
import { oneLine, type Letter } from './letter.ts';

/** What happened to the plan of an organization. */
export type PlanFacts = {
	news: 'trial' | 'failed' | 'receipt';
	organization: string;
	plan: string;
	amount: string;
	day: string;
	url: string;
};

/** How much of a measure an organization uses. */
export type UsageFacts = {
	organization: string;
	plan: string;
	meter: Meter;
	percent: number;
	url: string;
};

type Bill = Pick<PlanFacts, 'plan' | 'organization' | 'amount' | 'day'>;
type Use = { plan: string; organization: string; percent: number; meter: string };
type Said<Facts> = { subject: (facts: Facts) => string; text: (facts: Facts) => string };

/** What is said about the plan of an organization. */
export type PlanWords = {
	news: Record<PlanFacts['news'], Said<Bill> & { action: string }> & {
		preheader: string;
		note: (facts: Bill) => string;
	};
	usage: {
		meters: Record<Meter, string>;
		near: Said<Use>;
		full: Said<Use>;
		action: string;
		preheader: string;
		note: (facts: Use) => string;
	};
};

export function writePlanNews(
	{ news: words }: PlanWords,
	{ news, url, ...facts }: PlanFacts,
): Letter {
	const told = { ...facts, organization: oneLine(facts.organization, 80) };
	const { subject, text, action } = words[news];
	return {
		...{ subject: subject(told), heading: subject(told), preheader: words.preheader },
		...{ paragraphs: [text(told)], action: { label: action, url }, note: words.note(told) },
	};
}

export function writePlanUsage(
	{ usage: words }: PlanWords,
	{ meter, url, ...facts }: UsageFacts,
): Letter {
	const organization = oneLine(facts.organization, 80);
	const told = { ...facts, organization, meter: words.meters[meter] };
	const { subject, text } = facts.percent >= 100 ? words.full : words.near;
	return {
		...{ subject: subject(told), heading: subject(told), preheader: words.preheader },
		...{ paragraphs: [text(told)], action: { label: words.action, url }, note: words.note(told) },
	};
}
