import { deflateSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readText } from './index.ts';
import { testDocx, testPackage, testPdf, zlib } from './test-document.ts';

const MB = 1024 * 1024;

test.for([
	['a PDF', testPdf(['Harbour survey', 'Lanterns at night']), 'Harbour survey Lanterns at night'],
	['a Word document', testDocx(['Harbour &amp; quay', 'Über']), 'Harbour & quay Über'],
	[
		'an open text',
		testPackage({
			mimetype: 'application/vnd.oasis.opendocument.text',
			'content.xml':
				'<office:text><text:h>One</text:h><text:p>Two<text:s/><text:span>three</text:span></text:p><style>not this</style></office:text>',
		}),
		'One Two three',
	],
	[
		'slides, in their order',
		testPackage({
			'ppt/slides/slide10.xml': '<p:sld><a:p><a:t>last</a:t></a:p></p:sld>',
			'ppt/slides/slide2.xml': '<p:sld><a:p><a:t>second</a:t></a:p></p:sld>',
		}),
		'second last',
	],
	[
		'a sheet',
		testPackage({ 'xl/sharedStrings.xml': '<sst><si><t>Rent</t></si><si><t>Food</t></si></sst>' }),
		'Rent Food',
	],
	['a plain text', Buffer.from('Plain\n\n\twords – ünd so'), 'Plain words – ünd so'],
	['an old plain text', Buffer.from([0xdc, 0x62, 0x65, 0x72]), 'Über'],
	['a text of two bytes', Buffer.from('\ufeffZwei', 'utf16le'), 'Zwei'],
] as const)('%s says its words', async ([, bytes, text]) => {
	expect(await readText(bytes)).toEqual({ text });
});

test.for([
	['an archive that is no document', testPackage({ 'a.txt': 'hidden' }), 'none'],
	['a program', Buffer.from('MZ\0\0\u0001'), 'none'],
	['half of a PDF', testPdf(['Hello']).slice(0, 40), 'broken'],
	['half of an archive', testDocx(['Hello']).slice(0, 60), 'broken'],
	['more bytes than are read', Buffer.alloc(26 * MB, 0x61), 'size'],
] as const)('%s is refused', async ([, bytes, refused]) => {
	expect(await readText(bytes)).toEqual({ refused });
});

test('of a long text only so much is kept, whole letters of it', async () => {
	for (const letter of ['x ', 'ü ', '東', '🙂']) {
		const said = await readText(Buffer.from(letter.repeat(300_000)));
		if (!('text' in said)) throw new Error(said.refused);
		expect(Buffer.byteLength(said.text)).toBeGreaterThan(199_990);
		expect(Buffer.byteLength(said.text)).toBeLessThanOrEqual(200_000);
		expect(said.text.isWellFormed()).toBe(true);
	}
});

test('zeros and halves of letters, which no table takes, are left out', async () => {
	const bytes = testDocx(['a&#0;b&#xD800;c\u0007d']);
	const said = await readText(bytes);
	if (!('text' in said)) throw new Error(said.refused);
	expect(said.text).not.toMatch(/\p{Cc}/u);
	expect(said.text.isWellFormed()).toBe(true);
});

test('entities that would make a document grow are not followed', async () => {
	const levels = Array.from(
		{ length: 20 },
		(_, level) => `<!ENTITY e${level + 1} "&e${level};&e${level};&e${level};&e${level};">`,
	);
	const xml = `<!DOCTYPE w [<!ENTITY e0 "lol"><!ENTITY file SYSTEM "file:///etc/passwd">${levels.join('')}]><w:document><w:p><w:t>&e20; &file; end</w:t></w:p></w:document>`;
	const said = await readText(testPackage({ 'word/document.xml': xml }));
	expect(said).toEqual({ text: expect.stringContaining('end') });
	expect(JSON.stringify(said).length).toBeLessThan(200);
	expect(JSON.stringify(said)).not.toContain('root:');
});

test('an archive that unpacks to far more than it is costs nothing', async () => {
	const bomb = zipSync({ 'word/document.xml': new Uint8Array(200 * MB) }, { level: 9 });
	expect(bomb.byteLength).toBeLessThan(MB);
	expect(await readText(bomb)).toEqual({ refused: 'memory' });
	// One that lies about what it holds gives no more than it says.
	const small = zipSync({ 'word/document.xml': new Uint8Array(20 * MB) }, { level: 9 });
	const at = Buffer.from(small).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
	new DataView(small.buffer, small.byteOffset).setUint32(at + 24, 100, true);
	const said = await readText(small);
	expect('text' in said ? said.text.length : 0).toBeLessThan(200);
});

/** The most that the next thread holds beside its heap while it runs. */
function watchThread() {
	const seen = { samples: 0, mostBytes: 0 };
	process.once('worker', (worker) => {
		let isOver = false;
		worker.once('exit', () => (isOver = true));
		const look = async () => {
			while (!isOver) {
				const heap = await worker.getHeapStatistics().catch(() => null);
				if (!heap) return;
				seen.samples += 1;
				seen.mostBytes = Math.max(seen.mostBytes, heap.external_memory);
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
		};
		worker.once('online', () => void look());
	});
	return seen;
}

test('a PDF whose page unpacks to hundreds of megabytes is given up, and holds little while it is read', async () => {
	const bomb = zlib(deflateSync(new Uint8Array(400 * MB), { level: 9 }));
	const memory = watchThread();
	const said = await readText(testPdf(['bomb', 'after it'], bomb));
	expect(said).not.toHaveProperty('text', expect.stringContaining('bomb'));
	expect(memory.samples).toBeGreaterThan(0);
	expect(memory.mostBytes).toBeLessThan(150 * MB);
}, 60_000);

test('a document that is never done being read is given up', async () => {
	const deep = `<w:p>${'<w:r>'.repeat(2_000_000)}`;
	const started = performance.now();
	const said = await readText(testPackage({ 'word/document.xml': deep }), { patienceMs: 1 });
	expect(said).toEqual({ refused: 'time' });
	expect(performance.now() - started).toBeLessThan(5000);
	expect(await readText(Buffer.from('still here'))).toEqual({ text: 'still here' });
});
