import { MOST_TEXT } from './limits.ts';
import { officeTextOf } from './office.ts';
import { pdfTextOf } from './pdf.ts';
import { plainTextOf } from './plain.ts';
import { TooMuch, type ReadText } from './refused.ts';

/** The words of a file, by what it is and not by what it calls itself; runs in a thread of its own. */
export async function readWords(bytes: Uint8Array): Promise<ReadText> {
	try {
		const text = await wordsOf(bytes);
		return text === null ? { refused: 'none' } : { text: bounded(text) };
	} catch (error) {
		if (error instanceof TooMuch) return { refused: 'memory' };
		const isLocked = error instanceof Error && error.name === 'PasswordException';
		return { refused: isLocked ? 'locked' : 'broken' };
	}
}

/** PDFs may have something before their beginning. */
const LEADING = 1024;

async function wordsOf(bytes: Uint8Array): Promise<string | null> {
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, LEADING));
	if (head.includes('%PDF-')) return pdfTextOf(bytes);
	return head.startsWith('PK\u0003\u0004') ? officeTextOf(bytes) : plainTextOf(bytes);
}

/** Signs that are none, which no table takes, are gone; what is too much is cut between words' letters. */
function bounded(text: string): string {
	const flat = text
		.toWellFormed()
		.replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}\ufffd]+/gu, ' ')
		.trim();
	const { read } = new TextEncoder().encodeInto(flat, new Uint8Array(MOST_TEXT));
	return flat.slice(0, read).trimEnd();
}
