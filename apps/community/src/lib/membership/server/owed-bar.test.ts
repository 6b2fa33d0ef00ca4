import { expect, test } from 'vitest';
import { barOf } from './owed-bar.ts';

const owed = {
	...{ membershipId: '0198c0de-0000-7000-8000-000000000001', tier: 'Friends' },
	...{ state: 'past_due' as const, until: new Date('2026-12-08T23:30:00Z') },
};
const where = { timeZone: 'Pacific/Auckland', back: '/p/1?comment=2' };

test('the day is the reader’s, and the way back is kept', () => {
	const bar = barOf(owed, where);
	expect(bar).toContain('December 9, 2026');
	expect(bar).toContain('action="/membership/go"');
	expect(bar).toContain('value="/p/1?comment=2"');
	expect(bar).not.toContain('<script');
});

test('who is suspended is told what they can still do', () => {
	expect(barOf({ ...owed, state: 'suspended', until: null }, where)).toContain('can be read');
});

test('no name and no address becomes markup', () => {
	const bar = barOf(
		{ ...owed, tier: '<img src=x onerror=alert(1)>' },
		{ ...where, back: '/s/a"><script>' },
	);
	expect(bar).not.toMatch(/<img|<script/);
	expect(bar).toContain('&lt;img');
});
