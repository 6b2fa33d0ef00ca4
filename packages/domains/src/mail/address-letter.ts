import type { AddressWords } from './address-words.ts';
import { CODE_MINUTES, type Letter } from './letter.ts';
import { circumstancesIn, type Circumstances } from './security-letter.ts';
import type { Words } from './words.ts';

/** The address that an account has now, masked, and what is known of who gave it that. */
export type AddressFacts = Circumstances & { address: string };

/** To the address that somebody wants to have. */
export function writeAddressCode(
	{ address: { code: words }, signInCode }: Words,
	community: string,
	code: string,
): Letter {
	return {
		subject: signInCode.subject({ community, code }),
		preheader: signInCode.preheader(CODE_MINUTES),
		heading: words.heading,
		paragraphs: [words.text({ community }), signInCode.validity(CODE_MINUTES)],
		code,
		note: words.note,
	};
}

/** To an address that somebody wanted to have and cannot. */
export function writeAddressTaken(words: AddressWords['taken'], community: string): Letter {
	return {
		...{ subject: words.subject({ community }), preheader: words.preheader },
		...{ heading: words.heading, paragraphs: [words.text({ community }), words.advice] },
		note: words.note({ community }),
	};
}

/** To the address that an account had. */
export function writeAddressChanged(
	{ address: { changed: words }, securityNotice }: Words,
	community: string,
	facts: AddressFacts,
): Letter {
	const told = { community, address: facts.address };
	return {
		...{ subject: words.subject(told), preheader: securityNotice.preheader },
		heading: words.heading,
		paragraphs: [words.text(told), circumstancesIn(securityNotice, facts), words.advice(told)],
		note: words.note(told),
	};
}
