import { expect, test } from 'vitest';
import type { LedgerRow } from '@kith/domains/sales/ledger';
import { ledgerLine } from './ledger-table.ts';

const row: LedgerRow = {
	part: null,
	...{ id: '0198c0de-0000-7000-8000-000000000001', at: new Date('2026-11-28T10:00:00Z') },
	...{ kind: 'refund', amount: -1_050, tax: -168, fee: -52, mrrDelta: 0, currency: 'eur' },
	...{ externalId: 're_1', tier: 'Supporter', membershipId: null, member: null },
};

test('an entry is a line with numbers that are numbers', () => {
	expect(ledgerLine(row)).toBe(
		'2026-11-28T10:00:00.000Z,refund,,Supporter,-10.50,-1.68,-0.52,0.00,EUR,re_1,\r\n',
	);
	expect(ledgerLine({ ...row, amount: 900, currency: 'jpy' })).toContain(',900,-168,-52,0,JPY,');
});

test('no name is run by a spreadsheet, nor breaks the line', () => {
	const member = { id: row.id, name: '=HYPERLINK("https://evil.example","a")\r\nb' };
	const line = ledgerLine({ ...row, member, tier: '+1' });
	expect(line).toContain(`"'=HYPERLINK(""https://evil.example"",""a"")\r\nb"`);
	expect(line).toContain(`"'+1"`);
});
