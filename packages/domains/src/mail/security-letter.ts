import type { SecurityNotice } from '../factors/index.ts';
import type { Letter } from './letter.ts';
import type { Messages } from './messages.en.ts';

/** When something happened to an account, and what is known of where. */
export type Circumstances = {
	when: string;
	browser: string | null;
	system: string | null;
	/** Rough; empty when nothing is known. */
	ip: string;
};

export type SecurityFacts = Circumstances & { what: SecurityNotice; url: string };

export function writeSecurity(
	words: Messages['securityNotice'],
	community: string,
	facts: SecurityFacts,
): Letter {
	return {
		subject: words.subjects[facts.what]({ community }),
		preheader: words.preheader,
		heading: words.heading,
		paragraphs: [words.texts[facts.what], circumstancesIn(words, facts), words.advice],
		action: { label: words.action, url: facts.url },
		note: words.note({ community }),
	};
}

/** When and where from, in one sentence. */
export function circumstancesIn(words: Messages['securityNotice'], facts: Circumstances): string {
	const { browser, system } = facts;
	const device =
		browser && system
			? words.device({ browser, system })
			: (browser ?? system ?? words.unknownDevice);
	return words.facts({ ...facts, device });
}
