import { expect, test } from 'vitest';
import { filterOf, queryOf, spaceFilterOf, typedFilter } from './audit-filter.ts';

const id = '0199c0de-0000-7000-8000-000000000001';
const asked = (query: string) => filterOf(typedFilter(new URL(`http://kith.example/${query}`)));

test('an address says who, what, about what, and from which day through which', () => {
	expect(asked(`?who=${id}&what=posts&from=2026-03-01&to=2026-03-02`)).toEqual({
		...{ actorId: id, action: 'posts' },
		...{ from: new Date('2026-03-01T00:00Z'), to: new Date('2026-03-03T00:00Z') },
	});
	expect(asked(`?about=${id}`)).toEqual({ aboutId: id });
});

test('what makes no sense is left out', () => {
	expect(asked('?who=me&what=DROP TABLE&about=1&from=yesterday&to=2026-13-45')).toEqual({});
	expect(asked('')).toEqual({});
});

test('a filter is said in an address that reads as itself', () => {
	const filter = { who: id, what: 'posts.removed', about: '', from: '2026-03-01', to: '' };
	const query = queryOf(filter);
	expect(typedFilter(new URL(`http://kith.example/${query}`))).toEqual(filter);
	expect(queryOf({ who: '', what: '', about: '', from: '', to: '' })).toBe('');
});

test('in the log of a space kinds of deeds stand where actions do', () => {
	const inSpace = (query: string) =>
		spaceFilterOf(typedFilter(new URL(`http://kith.example/${query}`)));
	expect(inSpace(`?who=${id}&what=comments`)).toEqual({ actorId: id, kind: 'comments' });
	expect(inSpace('?what=posts.removed&from=2026-03-01')).toEqual({
		...{ kind: undefined, from: new Date('2026-03-01T00:00Z') },
	});
});
