/** How a text says that it is written in two bytes a character. */
const MARKS: readonly (readonly [label: string, first: number, second: number])[] = [
	['utf-16le', 0xff, 0xfe],
	['utf-16be', 0xfe, 0xff],
];

/** The words of a plain text, whichever way they were written down; null for what is no text. */
export function plainTextOf(bytes: Uint8Array): string | null {
	const mark = MARKS.find(([, first, second]) => bytes[0] === first && bytes[1] === second);
	if (mark) return new TextDecoder(mark[0]).decode(bytes);
	// No text holds a zero, and almost every other file does.
	if (bytes.includes(0)) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}
