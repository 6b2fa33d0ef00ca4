import type { Stripe } from 'stripe';
import { expect, test } from 'vitest';
import { endOfParts, endsEarly, partsOf, partsPaid } from './instalments.ts';

const at = (day: string) => Date.parse(`${day}T12:30:05Z`) / 1000;
const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19);

function subscription(anchor: string, interval = 'month', payments = '3') {
	const price = {
		metadata: { kith_payments: payments },
		recurring: { interval, interval_count: 1 },
	};
	const made = { billing_cycle_anchor: at(anchor), cancel_at: null, items: { data: [{ price }] } };
	return made as unknown as Stripe.Subscription;
}

test.each([
	['2026-01-15', 'month', '2026-04-15'],
	['2026-01-31', 'month', '2026-04-30'],
	['2026-11-30', 'month', '2027-02-28'],
	['2027-11-30', 'month', '2028-02-29'],
	['2028-02-29', 'year', '2031-02-28'],
])('three parts from %s, one each %s, end on %s to the second', (anchor, interval, end) => {
	expect(day(endOfParts(subscription(anchor, interval), 3))).toBe(`${end}T12:30:05`);
});

test('a day before its last part is somebody’s wish; its own end is none', () => {
	const begun = subscription('2026-01-31');
	const until = (cancel_at: number | null) => endsEarly({ ...begun, cancel_at }, 3);
	expect([until(null), until(at('2026-04-30')), until(at('2026-03-31'))]).toEqual([
		...[false, false, true],
	]);
});

test('a price that says nothing of parts, or one part, goes on', () => {
	expect(partsOf(subscription('2026-01-31'))).toBe(3);
	for (const told of ['', '1', '0', '2.5', 'many'])
		expect(partsOf(subscription('2026-01-31', 'month', told))).toBeNull();
});

test('what is paid counts, and a trial for nothing does not', () => {
	const invoices = [
		{ status: 'paid', subtotal: 4_000 },
		{ status: 'open', subtotal: 4_000 },
		{ status: 'paid', subtotal: 0 },
	] as Stripe.Invoice[];
	expect(partsPaid(invoices)).toBe(1);
});
