import { languageOf } from '@kith/kernel/locales';
import { INVITATION_DAYS } from '../members/members.schema.ts';
import type { RestrictionKind } from '../members/restriction.schema.ts';
import type { IdeaStatus } from '../ideas/ideas.schema.ts';
import {
	writeAddressChanged,
	writeAddressCode,
	writeAddressTaken,
	type AddressFacts,
} from './address-letter.ts';
import { writeExploration, type ExplorationFacts } from './exploration-letter.ts';
import { writeGift, type GiftLetterFacts } from './gift-letter.ts';
import { CODE_MINUTES, oneLine, type Brand, type Letter } from './letter.ts';
import type { Messages } from './messages.en.ts';
import type { OwnershipFacts } from './ownership-facts.ts';
import { writePlanNews, writePlanUsage, type PlanFacts, type UsageFacts } from './plan-letter.ts';
import { writeRemoval, type RemovalFacts } from './removal-letter.ts';
import { writeSaleNews, type SaleLetterFacts } from './sale-letter.ts';
import { writeSecurity, type SecurityFacts } from './security-letter.ts';
import { writeSeat, type SeatLetterFacts } from './seat-letter.ts';
import { writeWaiting, type WaitingFacts } from './waiting-letter.ts';
import { writeWeek, type WeekFacts } from './week-letter.ts';
import { wordsIn, type Words } from './words.ts';

type Decision = { title: string; reason: string; url: string };

/** Every kind of mail with what it needs to be written. */
export type MailProps = {
	'sign-in-code': { code: string };
	invitation: { inviterName: string | null; message: string; url: string };
	welcome: { name: string };
	approved: { name: string };
	/** The newest of `count` who ask. */
	request: { name: string; count: number; url: string };
	/** `until` in the reader's words; null without an end. */
	restriction: { kind: RestrictionKind; until: string | null; reason: string };
	'restriction-ended': { name: string };
	/** `isGone`: to the address that no longer signs in; handles as they are written. */
	'accounts-merged': { gone: string; stays: string; isGone: boolean };
	declined: { reason: string };
	removal: RemovalFacts;
	'submission-approved': Decision;
	'submission-rejected': Decision;
	'co-author': { name: string; title: string; url: string };
	reminder: { title: string; note: string; url: string };
	announcement: { title: string; excerpt: string; mustAcknowledge: boolean; url: string };
	'idea-status': { title: string; status: IdeaStatus; note: string; url: string };
	/** The vote counts for `into` now. */
	'idea-merged': { title: string; into: string; url: string };
	'security-notice': SecurityFacts;
	'address-code': { code: string };
	'address-taken': Record<string, never>;
	'address-changed': AddressFacts;
	ownership: OwnershipFacts;
	'archive-ready': { url: string };
	closing: { day: string; isLast: boolean; url: string };
	'plan-news': PlanFacts;
	'plan-usage': UsageFacts;
	'sale-news': SaleLetterFacts;
	'gift-gift': GiftLetterFacts;
	'gift-bought': GiftLetterFacts;
	week: WeekFacts;
	exploration: ExplorationFacts;
	'seat-invite': SeatLetterFacts;
	'seat-offer': SeatLetterFacts;
	waiting: WaitingFacts;
};
export type MailKind = keyof MailProps;

type Writers = {
	[Kind in MailKind]: (words: Words, brand: Brand, props: MailProps[Kind]) => Letter;
};

const WRITERS: Writers = {
	'sign-in-code': ({ signInCode: words }, { name: community }, { code }) => ({
		subject: words.subject({ community, code }),
		preheader: words.preheader(CODE_MINUTES),
		heading: words.heading,
		paragraphs: [words.text({ community }), words.validity(CODE_MINUTES)],
		code,
		note: words.note,
	}),
	invitation: ({ invitation: words }, { name: community }, { inviterName, message, url }) => {
		const inviter = inviterName && oneLine(inviterName, 80);
		return {
			subject: words.subject({ community, inviter }),
			preheader: words.preheader({ community }),
			heading: words.heading({ community }),
			paragraphs: [words.text({ community, inviter }), words.validity(INVITATION_DAYS)],
			...(message.trim() === '' ? {} : { quote: message.trim() }),
			action: { label: words.action, url },
			note: words.note,
		};
	},
	welcome: ({ welcome }, brand, props) => writeArrival(welcome, brand, props),
	approved: ({ approved }, brand, props) => writeArrival(approved, brand, props),
	'submission-approved': ({ submissionApproved }, brand, props) =>
		writeDecision(submissionApproved, brand, props),
	'submission-rejected': ({ submissionRejected }, brand, props) =>
		writeDecision(submissionRejected, brand, props),
	'co-author': ({ coAuthor: words }, { name: community }, { name: person, title, url }) => {
		const name = oneLine(person, 80);
		const place = { name, community, title: oneLine(title, 200) };
		return {
			...{ subject: words.subject(place), preheader: words.preheader(), heading: words.heading },
			...{ paragraphs: [words.text(place)], action: { label: words.action, url } },
			note: words.note(place),
		};
	},
	announcement: ({ announcement: words }, { name: community }, props) => {
		const title = oneLine(props.title, 160);
		return {
			subject: words.subject({ title, community }),
			preheader: words.preheader({ community }),
			heading: title,
			paragraphs: [props.mustAcknowledge ? words.must : words.text],
			...(props.excerpt.trim() === '' ? {} : { quote: props.excerpt.trim() }),
			action: { label: words.action, url: props.url },
			note: words.note({ community }),
		};
	},
	'idea-status': ({ ideaStatus: words }, { name: community }, props) => {
		const title = oneLine(props.title, 120);
		const status = words.statuses[props.status];
		return {
			subject: words.subject({ title, status }),
			preheader: words.preheader({ community }),
			heading: words.heading({ status }),
			paragraphs: [words.text({ title, status })],
			...(props.note.trim() === '' ? {} : { quote: props.note.trim() }),
			action: { label: words.action, url: props.url },
			note: words.note({ community }),
		};
	},
	'idea-merged': ({ ideaMerged: words }, { name: community }, props) => {
		const [title, into] = [oneLine(props.title, 120), oneLine(props.into, 120)];
		return {
			...{ subject: words.subject({ title }), preheader: words.preheader({ community }) },
			...{ heading: words.heading, paragraphs: [words.text({ title, into })] },
			action: { label: words.action, url: props.url },
			note: words.note({ community }),
		};
	},
	'security-notice': (words, { name }, facts) => writeSecurity(words.securityNotice, name, facts),
	'address-code': (words, { name }, { code }) => writeAddressCode(words, name, code),
	'address-taken': ({ address }, { name }) => writeAddressTaken(address.taken, name),
	'address-changed': (words, { name }, facts) => writeAddressChanged(words, name, facts),
	ownership: ({ ownership: words }, _, { news, side, url, ...facts }) => {
		const names = {
			...{ organization: oneLine(facts.organization, 80), until: facts.until },
			...{ giver: oneLine(facts.giver, 80), taker: oneLine(facts.taker, 80) },
		};
		const { title, text, action } = words[side][news];
		return {
			...{ subject: title(names), heading: title(names), preheader: words.preheader },
			...{ paragraphs: [text(names)], action: { label: action, url } },
			note: words.note(names),
		};
	},
	'archive-ready': ({ archiveReady: words }, { name: community }, { url }) => ({
		...{ subject: words.subject({ community }), preheader: words.preheader },
		...{ heading: words.heading, paragraphs: [words.text({ community })] },
		action: { label: words.action, url },
		note: words.note({ community }),
	}),
	closing: ({ closing: words }, { name: community }, { day, isLast, url }) => {
		const told = { community, day };
		return {
			subject: isLast ? words.lastSubject(told) : words.subject(told),
			...{ preheader: words.preheader(told), heading: words.heading },
			paragraphs: [isLast ? words.lastText(told) : words.text(told)],
			action: { label: words.action, url },
			note: words.note(told),
		};
	},
	'plan-news': ({ plan }, _, facts) => writePlanNews(plan, facts),
	'plan-usage': ({ plan }, _, facts) => writePlanUsage(plan, facts),
	'sale-news': ({ sale }, { name: community }, facts) => writeSaleNews(sale, community, facts),
	week: ({ week }, { name: community }, facts) => writeWeek(week, community, facts),
	exploration: ({ exploration }, { name: community }, facts) =>
		writeExploration(exploration, community, facts),
	'gift-gift': ({ gift }, { name: community }, facts) => writeGift(gift, community, facts),
	'gift-bought': ({ gift }, { name: community }, facts) => writeGift(gift, community, facts),
	'seat-invite': ({ seat }, { name: community }, facts) => writeSeat(seat, community, facts),
	'seat-offer': ({ seat }, { name: community }, facts) => writeSeat(seat, community, facts),
	waiting: ({ waiting }, { name: community }, facts) => writeWaiting(waiting, community, facts),
	request: ({ request: words }, { name: community }, { name: person, count, url }) => {
		const who = { name: oneLine(person, 80), count, community };
		const isOne = count === 1;
		return {
			subject: isOne ? words.subject(who) : words.subjectMany(who),
			preheader: words.preheader(),
			heading: words.heading,
			paragraphs: [isOne ? words.text(who) : words.textMany(who)],
			action: { label: words.action, url },
			note: words.note({ community }),
		};
	},
	restriction: ({ restriction: words }, { name: community }, { kind, until, reason }) => ({
		...{ subject: words.subject[kind]({ community }), preheader: words.preheader },
		heading: words.subject[kind]({ community }),
		paragraphs: [words.text[kind]({ community }), until ? words.until(until) : words.endless],
		...(reason.trim() === '' ? {} : { quote: reason.trim() }),
		note: words.note({ community }),
	}),
	'restriction-ended': ({ restrictionEnded: words }, { name: community, origin }, props) => ({
		...{ subject: words.subject({ community }), preheader: words.preheader },
		heading: words.heading({ name: oneLine(props.name, 80), community }),
		paragraphs: [words.text({ community })],
		action: { label: words.action({ community }), url: origin },
		note: words.note({ community }),
	}),
	'accounts-merged': ({ accountsMerged: words }, { name: community, origin }, props) => {
		const both = { community, gone: props.gone, stays: props.stays };
		return {
			...{ subject: words.subject({ community }), preheader: words.preheader },
			heading: words.heading,
			paragraphs: [words.text(both), props.isGone ? words.gone(both) : words.kept(both)],
			action: { label: words.action({ community }), url: origin },
			note: words.note({ community }),
		};
	},
	removal: ({ removal: words }, { name }, facts) => writeRemoval(words, name, facts),
	declined: ({ declined: words }, { name: community }, { reason }) => ({
		...{ subject: words.subject({ community }), preheader: words.preheader },
		heading: words.heading({ community }),
		paragraphs: [words.text({ community })],
		...(reason.trim() === '' ? {} : { quote: reason.trim() }),
		note: words.note({ community }),
	}),
	reminder: ({ reminder: words }, { name: community }, { title, note, url }) => ({
		subject: words.subject({ title: oneLine(title, 120), community }),
		preheader: words.preheader(),
		heading: oneLine(title, 200),
		paragraphs: [words.text({ community })],
		...(note === '' ? {} : { quote: note }),
		action: { label: words.action, url },
		note: words.note({ community }),
	}),
};

function writeDecision(
	words: Messages['submissionApproved'],
	{ name: community }: Brand,
	{ title, reason, url }: Decision,
): Letter {
	const about = { community, title: oneLine(title, 200) };
	return {
		...{ subject: words.subject(about), preheader: words.preheader(), heading: words.heading },
		paragraphs: [words.text(about)],
		...(reason === '' ? {} : { quote: reason }),
		action: { label: words.action, url },
		note: words.note(about),
	};
}

function writeArrival(
	words: Messages['welcome'],
	{ name: community, origin }: Brand,
	{ name: person }: { name: string },
): Letter {
	const name = oneLine(person, 80);
	return {
		subject: words.subject({ community }),
		preheader: words.preheader(),
		heading: words.heading({ name, community }),
		paragraphs: [words.text({ community })],
		action: { label: words.action({ community }), url: origin },
		note: words.note({ community }),
	};
}

/** The words of one mail in the reader's language (English where we have no other). */
export function writeLetter<Kind extends MailKind>(
	kind: Kind,
	props: MailProps[Kind],
	{ locale, brand }: { locale: string; brand: Brand },
): Letter {
	const letter = WRITERS[kind](wordsIn(languageOf(locale)), brand, props);
	return { ...letter, subject: oneLine(letter.subject, 200) };
}
