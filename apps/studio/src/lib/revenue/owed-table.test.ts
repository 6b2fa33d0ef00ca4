import { expect, test } from 'vitest';
import { owedLine } from './owed-table.ts';

const owed = {
	...{ affiliateId: '', code: 'bo', name: 'Bo', handle: 'bo', email: 'bo@example.org' },
	...{ currency: 'eur', amount: 1_250, commissions: 2, isEnough: true },
};

test('what is owed is a number in the whole unit of its currency', () => {
	expect(owedLine(owed)).toBe('Bo,bo,bo@example.org,bo,12.50,EUR,2\r\n');
	expect(owedLine({ ...owed, currency: 'jpy' })).toContain(',1250,JPY,');
});

test('no name is run by a spreadsheet', () => {
	expect(owedLine({ ...owed, name: '=HYPERLINK("//evil")' })).toMatch(/^"'=HYPERLINK/);
	expect(owedLine({ ...owed, email: '@SUM(1)' })).toContain(`"'@SUM(1)"`);
});
