import { expect, test } from 'vitest';
import type { Actor } from '@kith/kernel/actor';
import { outcomeOf } from '@kith/testing/test-content';
import { checkAddress, signAddress } from './signed-address.ts';

const NOW = Date.parse('2026-03-29T23:58:00Z');
const ann: Actor = { kind: 'member', memberId: 'ann', userId: 'u' };
const ref = { fileId: 'f', variant: 'full' } as const;

type Who = { actor?: Actor; community?: string; secret?: string; after?: number };
const at = ({ actor = ann, community = 'c1', secret = 'one', after = 0 }: Who = {}) => ({
	...{ actor, community: { id: community } as never, services: { secret } },
	clock: { now: () => new Date(NOW + after * 1000) },
});
const check = (who: Who, wanted: object = ref, given = signAddress(at(), ref, 'shown')) =>
	outcomeOf((async () => checkAddress(at(who), wanted as typeof ref, given))());

test('an address holds for a quarter of an hour to half of one, over midnight too, and then says so', async () => {
	const { until } = signAddress(at(), ref, 'shown');
	const life = until - NOW / 1000;
	expect(life).toBeGreaterThanOrEqual(900);
	expect(life).toBeLessThanOrEqual(1800);
	expect([await check({}), await check({ after: 899 }), await check({ after: life })]).toEqual([
		...['done', 'done', 'media.address_expired'],
	]);
});

test('within its quarter of an hour it is the same address, and that of what plays holds for hours', () => {
	const { signature } = signAddress(at(), ref, 'shown');
	expect(signAddress(at({ after: 60 }), ref, 'shown').signature).toBe(signature);
	expect(signAddress(at({ after: 900 }), ref, 'shown').signature).not.toBe(signature);
	expect(signAddress(at(), ref, 'played').until - NOW / 1000).toBeGreaterThanOrEqual(6 * 3600);
});

test('it is for one reader, one file in one form, one community, and says until when', async () => {
	const given = signAddress(at(), ref, 'shown');
	const others: Who[] = [
		{ actor: { kind: 'member', memberId: 'bob', userId: 'u' } },
		{ actor: { kind: 'staff', staffId: 'ann', memberId: 'ann' } },
		{ actor: { kind: 'anonymous' } },
		{ community: 'c2' },
		{ secret: 'two' },
	];
	for (const other of others) expect(await check(other)).toBe('media.address_refused');
	for (const wanted of [
		{ ...ref, variant: 'thumb' },
		{ ...ref, fileId: 'g' },
	])
		expect(await check({}, wanted)).toBe('media.address_refused');
	for (const forged of [
		{ ...given, until: given.until + 900 },
		{ ...given, until: Number.NaN },
		{ ...given, signature: '' },
		{ ...given, signature: given.signature.slice(1) },
		{ ...given, signature: `${given.signature}A` },
	])
		expect(await check({}, ref, forged)).toBe('media.address_refused');
});
