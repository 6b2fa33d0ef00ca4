/** Why an answer is not taken, as far as an admin can do something about it. */
export type SamlRefusal =
	| 'signature'
	| 'algorithm'
	| 'audience'
	| 'expired'
	| 'early'
	| 'issuer'
	| 'other_try'
	| 'missing'
	| 'encrypted'
	| 'denied'
	| 'unreadable';

export const TOO_WEAK = 'its signature is too weak';
export const OF_ANOTHER = 'another provider issued it';
export const NOT_ASKED = 'it does not answer this request';
export const OF_NOBODY = 'it names nobody';

/** The words of the library, and ours, in the order in which they are told apart. */
const WORDS: readonly (readonly [RegExp, SamlRefusal])[] = [
	[new RegExp(`${TOO_WEAK}|algorithm`, 'i'), 'algorithm'],
	[/encrypted/i, 'encrypted'],
	[/provider returned/i, 'denied'],
	[/audience/i, 'audience'],
	[/not yet valid/i, 'early'],
	// The library tells no better why the time of its subject is over.
	[/expired|too old|No valid subject confirmation/i, 'expired'],
	[new RegExp(`issuer|${OF_ANOTHER}`, 'i'), 'issuer'],
	[new RegExp(`InResponseTo|${NOT_ASKED}`, 'i'), 'other_try'],
	[new RegExp(`NameID|${OF_NOBODY}|Missing SAML assertion`, 'i'), 'missing'],
	[/signature|certificate|\bkey\b|PEM/i, 'signature'],
];

/** What a refusal comes from, by the words in which it was refused. */
export function whyRefused(words: string): SamlRefusal {
	return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'unreadable';
}
