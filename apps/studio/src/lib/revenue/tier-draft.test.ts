import { expect, test } from 'vitest';
import { UpdateTier, type Tier } from '@kith/domains/tiers/schema';
import { BLANK_TIER, draftOf, faultsOf, savable } from './tier-draft.ts';

const [space, gone, role, tierId] = [1, 2, 3, 4].map(() => crypto.randomUUID());
const GB = 1024 ** 3;
const tier: Tier = {
	...{ id: tierId ?? '', name: 'Member', slug: 'member', description: '', benefits: ['Thanks'] },
	entitlements: [
		{ kind: 'space', spaceId: space ?? '' },
		{ kind: 'space', spaceId: gone ?? '' },
		{ kind: 'role', roleId: role ?? '' },
		{ kind: 'limit', key: 'memberBytes', amount: 2.5 * GB },
	],
	...{ status: 'draft', visibility: 'public', position: 1, trialDays: 14, version: 3 },
	...{ createdAt: new Date(0), updatedAt: new Date(0), prices: [], memberships: 0 },
};
const openable = {
	spaces: [{ id: space ?? '', name: 'Lounge', icon: '', isPrivate: true }],
	roles: [{ id: role ?? '', name: 'Guide' }],
};

test('what is saved comes back as it was, without what is gone since', () => {
	const changed = savable(draftOf(tier, openable));
	expect(changed.entitlements).toEqual(tier.entitlements.filter((_, index) => index !== 1));
	expect(changed).toMatchObject({ name: 'Member', benefits: ['Thanks'], trialDays: 14 });
	expect(UpdateTier.safeParse({ tierId, version: 3, ...changed }).success).toBe(true);
});

test('empty benefits and spaces around words are not sent', () => {
	const draft = draftOf(tier, openable);
	const benefits = [...draft.benefits, { id: 'b', text: '  ' }, { id: 'c', text: ' A hat ' }];
	expect(savable({ ...draft, name: ' Member ', benefits })).toMatchObject({
		...{ name: 'Member', benefits: ['Thanks', 'A hat'] },
	});
});

test('each thing that cannot be saved is named', () => {
	expect([...faultsOf(BLANK_TIER)]).toEqual(['name', 'slug']);
	const draft = draftOf(tier, openable);
	expect(faultsOf(draft).size).toBe(0);
	const wrong = { slug: '-x', file: 'much', storage: '0', trialDays: '366' };
	expect([...faultsOf({ ...draft, ...wrong })]).toEqual(['slug', 'file', 'storage', 'trialDays']);
	expect(faultsOf({ ...draft, storage: '1,5', trialDays: '' }).size).toBe(0);
});
