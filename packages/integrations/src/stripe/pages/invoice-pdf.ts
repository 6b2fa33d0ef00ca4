import { Buffer } from 'node:buffer';

type Row = readonly [string, string];

const ROWS_PER_PAGE = 30;

/** A PDF as a file of this name, without its ending. */
export function answerPdf(name: string, pdf: Uint8Array<ArrayBuffer>): Response {
	const headers = {
		'content-type': 'application/pdf',
		'content-disposition': `attachment; filename="${name}.pdf"`,
	};
	return new Response(pdf, { headers });
}

/** A plain PDF: a title, some lines, and rows with amounts at the right; more rows go on further pages. */
export function writePdf(
	title: string,
	lines: readonly string[],
	rows: readonly Row[],
): Uint8Array<ArrayBuffer> {
	const pages: Row[][] = [];
	for (let start = 0; start < Math.max(rows.length, 1); start += ROWS_PER_PAGE)
		pages.push(rows.slice(start, start + ROWS_PER_PAGE));
	const contents = pages.map((page, index) => draw(title, index === 0 ? lines : [], page));
	const kids = contents.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
		...contents.flatMap((content, index) => [
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
			`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
		]),
	];
	return assemble(objects);
}

function draw(title: string, lines: readonly string[], rows: readonly Row[]): string {
	const put = (x: number, y: number, size: number, text: string) =>
		`BT /F1 ${size} Tf ${x} ${y} Td (${escape(text)}) Tj ET`;
	let y = 780;
	const parts = [put(56, y, 20, title)];
	for (const line of lines) parts.push(put(56, (y -= 20), 11, line));
	y -= 20;
	for (const [name, amount] of rows) {
		y -= 20;
		parts.push(put(56, y, 11, name.slice(0, 70)), put(460, y, 11, amount));
	}
	return parts.join('\n');
}

/** As one byte a sign; what Helvetica has no sign for becomes a question mark. */
function escape(text: string): string {
	return text
		.replaceAll('€', '\u0080')
		.replaceAll(/[^\u0020-\u007E\u0080-\u00FF]/g, '?')
		.replaceAll(/[()\\]/g, String.raw`\$&`);
}

function assemble(objects: readonly string[]): Uint8Array<ArrayBuffer> {
	let text = '%PDF-1.4\n';
	const places = objects.map((object, index) => {
		const place = text.length;
		text += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return place;
	});
	const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
	const count = objects.length + 1;
	text += `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
	return new Uint8Array(Buffer.from(text, 'latin1'));
}
