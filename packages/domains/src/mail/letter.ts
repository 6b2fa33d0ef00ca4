import type { Look } from '../communities/communities.schema.ts';
import type { MailLook } from '../design/design.schema.ts';

/** How long a mailed code works; what `identity` sets its codes to. */
export const CODE_MINUTES = 10;

/** Who a mail comes from, as it shows it. */
export type Brand = {
	/** Whose mail it is: a community's id, or the platform. */
	scope: string;
	name: string;
	/** Scheme, host and port that the mail's footer leads to. */
	origin: string;
	look: Pick<Look, 'brand' | 'radius'>;
	logoUrl: string | null;
	/** What the community said of its mails. */
	mail: Omit<MailLook, 'showLogo'>;
};

/** A mail before it has a form: html and plain text are made from the same words. */
export type Letter = {
	subject: string;
	/** What a list of mails shows behind the subject. */
	preheader: string;
	heading: string;
	paragraphs: string[];
	/** Digits to type. */
	code?: string;
	/** Words of a person, told apart from ours. */
	quote?: string;
	/** Numbers, each with what it was before; empty where nothing is said of that. */
	figures?: { label: string; value: string; beside: string }[];
	/** What could be done, with where it is done. */
	deeds?: { heading: string; items: { text: string; label: string; url: string }[] };
	action?: { label: string; url: string };
	/** Why this came, and what to do when it was not expected. */
	note: string;
};

const RADIUS = { none: 0, small: 4, medium: 8, large: 16 } as const;

/** Corner radius in pixels. */
export function radiusOf({ radius }: Pick<Look, 'radius'>): number {
	return RADIUS[radius];
}

/** The colour of buttons and of the band on top. */
export function colourOf({ mail, look }: Pick<Brand, 'mail' | 'look'>): string {
	return mail.color ?? look.brand;
}

/** Black or white, whichever stands out more on `background` (#rrggbb); always at least 4.5 : 1. */
export function textOn(background: string): '#000000' | '#ffffff' {
	const channel = (at: number) => {
		const value = Number.parseInt(background.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
	return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

/** The first letters of a name's first and last word, for a community without a logo. */
export function monogramOf(name: string): string {
	const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
	const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
	return ends.map((word) => (/^./u.exec(word ?? '')?.[0] ?? '').toUpperCase()).join('');
}

/** A text that fits one header line: control, line-breaking and direction characters become spaces. */
export function oneLine(text: string, length = 160): string {
	const flat = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
	const short = flat.replace(/ {2,}/g, ' ').trim();
	if (short.length <= length) return short;
	// Never half of a surrogate pair.
	return `${short.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The letter as plain text, blocks apart by an empty line. */
export function plainTextOf(letter: Letter, brand: Brand): string {
	const { heading, paragraphs, code, quote, figures, deeds, action, note } = letter;
	return [
		heading,
		...(quote ? [quote.replace(/^/gm, '> ')] : []),
		...paragraphs,
		...(code ? [code] : []),
		...(figures
			? [
					figures
						.map(({ label, value, beside }) =>
							beside ? `${label}: ${value} (${beside})` : `${label}: ${value}`,
						)
						.join('\n'),
				]
			: []),
		...(deeds
			? [deeds.heading, ...deeds.items.map(({ text, label, url }) => `${text}\n${label}: ${url}`)]
			: []),
		...(action ? [`${action.label}:\n${action.url}`] : []),
		`-- \n${[note, brand.mail.footer, `${brand.name} · ${brand.origin}`].filter(Boolean).join('\n')}`,
	].join('\n\n');
}
