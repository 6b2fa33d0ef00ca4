import { expect, test } from 'vitest';
import { EVERYBODY } from '@kith/domains/roster/schema';
import { narrowedBy, queryOf, readView } from './filter.ts';

const at = (query: string) => readView(new URL(`https://kith.example/c/a/members${query}`));
const id = '0197a000-0000-7000-8000-000000000001';

test('an address without a filter shows everybody', () => {
	expect(at('')).toEqual({ tab: 'members', sort: 'newest', filter: EVERYBODY, over: false });
	expect(at('?tab=everything&sort=upside&state=odd&did=flew:3')).toEqual(at(''));
	expect(at('?tag=no-id&q=ann').filter).toEqual({ ...EVERYBODY, search: 'ann' });
});

test('a view survives the way into an address and back', () => {
	const filter = {
		...{ search: 'Ünal & co', states: ['silenced' as const], roleKeys: ['admin'], tagIds: [id] },
		...{ spaceIds: [id], filters: [{ fieldId: id, values: ['alto', 'bass'] }] },
		activity: { kind: 'not_seen' as const, days: 30 },
		...{ labels: ['Board member', 'a&b:c'], withoutLabels: ['VIP'] },
		spaceRole: { roleKey: 'space_admin', spaceId: null },
		...{ joinedFrom: '2026-01-01', joinedTo: null, invitationId: id },
	};
	const view = { tab: 'members' as const, sort: 'name' as const, filter, over: false };
	expect(at(queryOf(view))).toEqual(view);
	expect(narrowedBy(filter)).toBe(11);
	const inOne = { ...filter, spaceRole: { roleKey: 'space_admin', spaceId: id } };
	expect(at(queryOf({ ...view, filter: inOne })).filter).toEqual(inOne);
});

test('the plain list has a plain address', () => {
	expect(queryOf({ tab: 'members', sort: 'newest', filter: EVERYBODY })).toBe('');
	expect(narrowedBy(EVERYBODY)).toBe(0);
});
