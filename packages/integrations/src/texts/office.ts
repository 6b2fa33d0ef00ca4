import { unzipSync } from 'fflate';
import { Parser } from 'htmlparser2';
import { MOST_GATHERED, MOST_PAGES, MOST_UNPACKED } from './limits.ts';
import { TooMuch } from './refused.ts';

/** Elements whose letters are words, and those after which another word begins. */
type Format = { parts: RegExp; words: RegExp; ends: RegExp };

/** Parts of a kind come in the order of their numbers. */
const FORMATS: readonly Format[] = [
	{
		parts: /^word\/(?:document|footnotes|endnotes|comments)\.xml$/,
		words: /^w:t$/,
		ends: /^w:(?:p|tab|br|cr|tc)$/,
	},
	{
		parts: /^ppt\/(?:slides|notesSlides)\/\w{1,40}\.xml$/,
		words: /^a:t$/,
		ends: /^a:(?:p|br|tc)$/,
	},
	{
		parts: /^xl\/sharedStrings\.xml$/,
		words: /^(?:x:)?t$/,
		ends: /^(?:x:)?si$/,
	},
	{
		parts: /^content\.xml$/,
		words: /^text:(?:p|h|span|a)$/,
		ends: /^text:(?:p|h|s|tab|line-break)$/,
	},
];

/** The words of a packed document (DOCX, PPTX, XLSX, ODT and its kin); null for an archive that is none. */
export function officeTextOf(bytes: Uint8Array): string | null {
	const parts = unpack(bytes);
	const names = Object.keys(parts).toSorted(byNumber);
	const format = FORMATS.find(({ parts: known }) => names.some((name) => known.test(name)));
	if (!format) return null;
	let text = '';
	for (const name of names.filter((one) => format.parts.test(one)))
		if (text.length < MOST_GATHERED)
			text += `${wordsIn(parts[name] ?? new Uint8Array(), format)}\n`;
	return text;
}

/** Only what holds words is unpacked, and only as large as the archive says that it is. */
function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
	let [count, unpacked] = [0, 0];
	return unzipSync(bytes, {
		filter({ name, originalSize }) {
			if (!FORMATS.some(({ parts }) => parts.test(name)) || count === MOST_PAGES) return false;
			[count, unpacked] = [count + 1, unpacked + originalSize];
			if (unpacked > MOST_UNPACKED) throw new TooMuch();
			return true;
		},
	});
}

const PIECE = 64 * 1024;

/** Read as a stream of tags: what a document declares of itself, such as entities, is not followed. */
function wordsIn(part: Uint8Array, { words, ends }: Format): string {
	const gathered: string[] = [];
	let [length, depth] = [0, 0];
	const add = (text: string) => {
		gathered.push(text);
		length += text.length;
	};
	const parser = new Parser(
		{
			onopentagname(name) {
				if (words.test(name)) depth += 1;
				else if (ends.test(name)) add(' ');
			},
			ontext(text) {
				if (depth > 0) add(text);
			},
			onclosetag(name) {
				if (words.test(name)) depth -= 1;
				if (ends.test(name)) add('\n');
			},
		},
		{ xmlMode: true },
	);
	const decoder = new TextDecoder();
	for (let at = 0; at < part.length && length < MOST_GATHERED; at += PIECE)
		parser.write(decoder.decode(part.subarray(at, at + PIECE), { stream: true }));
	return gathered.join('');
}

const byNumber = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });
