import { expect, test } from 'vitest';
import { decodeList, separatorOf } from './decode-list.ts';
import { guessTargets } from './guess-targets.ts';
import { readList } from './read-list.ts';

const utf8 = new TextEncoder().encode('Name;E-Mail\nZoë Ünal;zoe@example.org\n');
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
	['utf-8', utf8],
	['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8])],
	['utf-16le', utf16('Name;E-Mail\nZoë Ünal;zoe@example.org\n')],
	['utf-16be', utf16('Name;E-Mail\nZoë Ünal;zoe@example.org\n').swap16()],
	['windows-1252', Buffer.from('Name;E-Mail\nZoë Ünal;zoe@example.org\n', 'latin1')],
])('a list in %s is read as it was written', (encoding, bytes) => {
	const decoded = decodeList(bytes);
	expect(decoded.encoding).toBe(encoding);
	expect(readList(decoded.text, separatorOf(decoded.text))).toEqual({
		...{ headings: ['Name', 'E-Mail'], rows: [['Zoë Ünal', 'zoe@example.org']] },
	});
});

test('a broken byte among good letters is damage, and told as such', () => {
	const damaged = Buffer.concat([utf8, Buffer.from([0xff]), Buffer.from(';a@example.org\n')]);
	const { text, encoding } = decodeList(damaged);
	expect(encoding).toBe('utf-8');
	expect(text).toContain('\uFFFD');
});

test.each([
	['a,b;c\n1,2\n3,4', ','],
	['a;b\n"1,5";2\n"2,5";3', ';'],
	['a\tb\n1\t2', '\t'],
	['a|b\n1|2', '|'],
	['email\na@example.org', ','],
])('%j is parted by %j', (text, separator) => {
	expect(separatorOf(text)).toBe(separator);
});

test('line breaks in quotes stay in their cell, and rows may be short', () => {
	const { rows } = readList('a,b\r\n"one\r\ntwo","say ""hi"""\r\nx\r\n\r\n', ',');
	expect(rows).toEqual([['one\r\ntwo', 'say "hi"'], ['x']]);
});

test.each([
	['', 'imports.empty'],
	['only,headings\n', 'imports.empty'],
	[`${'a,'.repeat(80)}\n1,2`, 'imports.too_wide'],
	[`a\n${'x\n'.repeat(100_001)}`, 'imports.too_long'],
])('what is no list of members is refused', (text, code) => {
	expect(() => readList(text, ',')).toThrow(code);
});

test('columns are guessed by their headings, in several languages, or by what is in them', () => {
	const headings = ['Member Since', 'Name', 'Kontakt', 'Gruppen', 'Whatever', 'Email 2'];
	const samples = [[], [], ['a@example.org', 'b@example.org'], [], ['x'], ['c@example.org']];
	expect(guessTargets(headings, samples, [])).toEqual([
		...['joined', 'name', 'email', 'spaces', 'ignore', 'ignore'],
	]);
});
