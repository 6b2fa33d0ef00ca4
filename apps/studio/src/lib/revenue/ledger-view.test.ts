import { expect, test } from 'vitest';
import { ledgerAsked, ledgerQuery, readLedgerView } from './ledger-view.ts';

const at = (query: string) => readLedgerView(new URL(`https://kith.example/ledger${query}`));
const TIER = '0198c0de-0000-7000-8000-000000000001';

test('a view goes into an address and comes out of it as it was', () => {
	const view = { group: 'refunds', tierId: TIER, from: '2026-11-01', to: '2026-11-30' } as const;
	expect(at(ledgerQuery(view))).toEqual(view);
	expect(ledgerQuery(at(''))).toBe('');
	expect(ledgerQuery(view, 'next')).toMatch(/&cursor=next$/);
});

test('what makes no sense in an address is left out', () => {
	expect(at('?kind=toString&tier=1&from=yesterday&to=2026-1-1')).toEqual({
		...{ group: '', tierId: '', from: '', to: '' },
	});
	expect(ledgerAsked(at('?from=2026-13-45'))).toMatchObject({ from: null });
});

test('the last day is in it', () => {
	expect(ledgerAsked(at('?kind=payments&from=2026-11-01&to=2026-11-30'))).toEqual({
		...{ kinds: ['payment'], tierId: null },
		...{ from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') },
	});
});
