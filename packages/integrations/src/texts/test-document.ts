import { deflateSync, strToU8, zipSync } from 'fflate';

/** A PDF of one page for each of these texts; `stream` takes the place of what the first page draws. */
export function testPdf(pages: readonly string[], stream?: Uint8Array): Uint8Array {
	const parts: Uint8Array[] = [];
	const offsets: number[] = [];
	let length = 0;
	const add = (bytes: Uint8Array) => {
		parts.push(bytes);
		length += bytes.length;
	};
	const object = (head: string, body?: Uint8Array) => {
		offsets.push(length);
		add(strToU8(`${offsets.length} 0 obj\n${head}\n`));
		if (body) for (const piece of [strToU8('stream\n'), body, strToU8('\nendstream\n')]) add(piece);
		add(strToU8('endobj\n'));
	};
	add(strToU8('%PDF-1.7\n'));
	const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
	object('<< /Type /Catalog /Pages 2 0 R >>');
	object(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
	object('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
	for (const [index, text] of pages.entries()) {
		const drawn = deflateSync(strToU8(`BT /F1 12 Tf 40 700 Td (${text}) Tj ET`));
		const body = (index === 0 && stream) || zlib(drawn);
		object(
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
		);
		object(`<< /Length ${body.length} /Filter /FlateDecode >>`, body);
	}
	const start = length;
	const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
	add(strToU8(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}`));
	add(
		strToU8(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`),
	);
	return Buffer.concat(parts);
}

/** PDF.js reads a stream's head and leaves its sum alone. */
export const zlib = (deflated: Uint8Array): Uint8Array =>
	Buffer.concat([Buffer.from([0x78, 0x9c]), deflated, Buffer.alloc(4)]);

/** A packed document: its parts by name. */
export const testPackage = (parts: Record<string, string>): Uint8Array =>
	zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

/** A Word document of these paragraphs. */
export const testDocx = (paragraphs: readonly string[]): Uint8Array =>
	testPackage({
		'[Content_Types].xml': '<Types/>',
		'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${paragraphs
			.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`)
			.join('')}</w:body></w:document>`,
	});
