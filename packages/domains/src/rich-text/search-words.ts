import { TEXT_CONFIGS } from './text-configs.schema.ts';

const CONFIGS: Readonly<Record<string, string>> = TEXT_CONFIGS;

/** PostgreSQL's text-search configuration for a locale such as `de-AT`; `simple` (no stemming) where there is none. */
export function textConfigOf(locale: string): string {
	return CONFIGS[locale.slice(0, 2).toLowerCase()] ?? 'simple';
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+/gu;
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * A text as the index sees it: small letters without accents, and scripts that write no spaces between words as
 * overlapping pairs of characters, so that a part of a sentence is found in it. Index and query go through it alike.
 */
export function searchWords(text: string): string {
	return fold(text).replace(UNSPACED, (run) => ` ${pairsOf(run).join(' ')} `);
}

/** Compatibility forms unified, small letters, accents of the European scripts gone. */
export function fold(text: string): string {
	return text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase();
}

function pairsOf(run: string): string[] {
	const characters = Array.from(run);
	if (characters.length === 1) return characters;
	return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
