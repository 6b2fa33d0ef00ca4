import { expect, test } from 'vitest';
import type { RosterRow } from '@kith/domains/roster/schema';
import { memberHeadings, memberLine } from './member-table.ts';

const FIELDS = {
	hasLabels: false,
	fields: ['a', 'c'].map((id) => ({ id, label: `Field ${id}` })),
};
const LABELLED = { ...FIELDS, hasLabels: true };
const role = { id: '', key: 'member', name: 'Member', color: null };
const member = {
	...{ id: '', handle: 'bo', name: 'Bo', bio: '', avatarFileId: null, status: 'active' },
	...{ roles: [role, { ...role, name: 'Helper' }], email: 'bo@example.org', isManageable: true },
	...{ joinedAt: new Date(0), lastSeenAt: null, restriction: null, request: null },
	labels: ['Board', 'VIP'],
	fields: [{ fieldId: 'c', values: ['Alto', 'Bass'] }],
} as unknown as RosterRow;

test('there is a column for each field', () => {
	expect(memberHeadings(FIELDS)).toEqual([
		...['Name', 'Handle', 'E-mail address', 'Roles', 'State', 'Joined', 'Last seen'],
		...['Field a', 'Field c'],
	]);
});

test('a line has a cell for every column, each in its place', () => {
	expect(memberLine(member, FIELDS)).toBe(
		'Bo,bo,bo@example.org,Member; Helper,Active,1970-01-01T00:00:00.000Z,,,Alto; Bass\r\n',
	);
	expect(memberLine(member, FIELDS).split(',')).toHaveLength(memberHeadings(FIELDS).length);
});

test('an address that the actor may not see leaves its cell empty, and no name is run by a spreadsheet', () => {
	expect(memberLine({ ...member, email: null }, FIELDS)).toMatch(/^Bo,bo,,Member; Helper,/);
	expect(memberLine({ ...member, name: '=1+1' }, FIELDS)).toMatch(/^"'=1\+1"/);
});

test('labels have a column for who may see them, and none for others', () => {
	expect(memberHeadings(LABELLED).slice(6)).toEqual(['Last seen', 'Labels', 'Field a', 'Field c']);
	expect(memberLine(member, LABELLED)).toMatch(/,Board; VIP,,Alto; Bass\r\n$/);
	expect(memberLine(member, FIELDS)).not.toContain('VIP');
});
