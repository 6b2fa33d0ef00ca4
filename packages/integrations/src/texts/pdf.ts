import { getDocumentProxy } from 'unpdf';
import { MOST_GATHERED, MOST_PAGES } from './limits.ts';

/** The words of a PDF, page by page. Throws for a broken one, and what PDF.js throws for one with a password. */
export async function pdfTextOf(bytes: Uint8Array): Promise<string> {
	const pdf = await getDocumentProxy(bytes, {
		...{ disableFontFace: true, useSystemFonts: false, useWorkerFetch: false, verbosity: 0 },
	});
	let text = '';
	for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
		if (text.length >= MOST_GATHERED) break;
		const page = await pdf.getPage(number);
		const { items } = await page.getTextContent();
		for (const item of items) if ('str' in item) text += `${item.str}${item.hasEOL ? '\n' : ''}`;
		text += '\n';
		page.cleanup();
	}
	return text;
}
