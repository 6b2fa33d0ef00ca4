import type { Encoding } from './imports.schema.ts';

const REPLACED = /\uFFFD/gu;
const SEPARATORS = [',', ';', '\t', '|'] as const;
/** So many lines tell what parts their cells. */
const LOOKED_AT = 20;

/**
 * The text of a list, in whatever encoding spreadsheets write: UTF-8 and UTF-16 with their marks, UTF-8 without, and
 * Windows-1252. Bytes that mean nothing become U+FFFD, which no row may hold.
 */
export function decodeList(bytes: Uint8Array): { text: string; encoding: Encoding } {
	const encoding = markedEncoding(bytes) ?? guessedEncoding(bytes);
	// TextDecoder takes a byte order mark away.
	return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function markedEncoding([first, second, third]: Uint8Array): Encoding | null {
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	return null;
}

/** A few broken bytes among many good sequences are damage; else the letters are those of the other encoding. */
function guessedEncoding(bytes: Uint8Array): Encoding {
	const text = new TextDecoder('utf-8').decode(bytes);
	const broken = text.match(REPLACED)?.length ?? 0;
	if (broken === 0) return 'utf-8';
	const good = text.match(/[\u0080-\uFFFC]/gu)?.length ?? 0;
	return good > broken ? 'utf-8' : 'windows-1252';
}

/** What parts the cells: the sign that stands equally often in the first lines, outside of quotes. */
export function separatorOf(text: string): string {
	const lines = linesOf(text);
	const scored = SEPARATORS.map((separator) => {
		const counts = lines.map((line) => line.split(separator).length - 1);
		const most = Math.max(0, ...counts);
		const same = counts.filter((count) => count === most).length;
		return { separator, score: most === 0 ? 0 : same * 1000 + most };
	});
	return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

function linesOf(text: string): string[] {
	const plain = text.slice(0, 100_000).replaceAll(/"(?:[^"]|"")*"/gu, 'x');
	return plain
		.split(/\r\n|\n|\r/u)
		.filter((line) => line.trim() !== '')
		.slice(0, LOOKED_AT);
}
