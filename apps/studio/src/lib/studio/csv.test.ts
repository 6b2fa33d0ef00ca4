import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('plain cells stand as they are, with commas between and a line end as the format wants it', () => {
	expect(csvLine(['Ann', '2', '佐藤 由紀'])).toBe('Ann,2,佐藤 由紀\r\n');
});

test('commas, quotes and line breaks are enclosed', () => {
	expect(csvLine(['a,b', 'say "hi"', 'one\ntwo'])).toBe('"a,b","say ""hi""","one\ntwo"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '\0=1'])(
	'%j is no formula any more',
	(name) => {
		expect(csvLine([name])).toBe(`"'${name}"\r\n`);
	},
);

test('a formula that closes its own quotes stays one cell', () => {
	const name = '=HYPERLINK("https://example.org","x")';
	expect(csvLine([name, 'next'])).toBe('"\'=HYPERLINK(""https://example.org"",""x"")",next\r\n');
});
