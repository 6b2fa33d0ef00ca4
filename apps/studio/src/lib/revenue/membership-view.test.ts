import { expect, test } from 'vitest';
import { MembershipStatus } from '@kith/domains/memberships/schema';
import { askedBy, queryOf, readView } from './membership-view.ts';

test('a view is read from its own address again', () => {
	const view = { search: 'Ünal & co', tierId: crypto.randomUUID(), state: 'past_due' as const };
	expect(readView(new URL(`https://kith.example/${queryOf(view)}`))).toEqual(view);
	expect(queryOf({ search: '', tierId: '', state: '' })).toBe('');
});

test('what an address says that is unknown is left out', () => {
	const view = readView(new URL('https://kith.example/?tier=nine&state=gone&q=%20'));
	expect(view).toEqual({ search: '', tierId: '', state: '' });
	expect(askedBy(view)).toEqual({ search: '', tierId: null, statuses: [] });
});

test('all are asked for by naming every state', () => {
	const asked = askedBy({ search: '', tierId: '', state: 'all' });
	expect(asked.statuses).toEqual(MembershipStatus.options);
});
