import { expect, test } from 'vitest';
import { isBuiltOnSpaces, type Permission } from '../permissions/permissions.schema.ts';
import { DEFAULT_ROLES } from './default-roles.ts';
import { ROLE_TEMPLATES } from './role-templates.schema.ts';

const [yes, no] = [true, false];
type Line = [string, readonly Permission[], ...boolean[]];

// what is done, which permissions that takes, then: billing, admin, analyst, moderator, ambassador, member, guest
const TABLE: Line[] = [
	['deleting the community', ['data:delete'], no, no, no, no, no, no, no],
	['taking it out', ['data:export'], no, yes, no, no, no, no, no],
	['connecting payments', ['payments:manage'], yes, no, no, no, no, no, no],
	['seeing tiers', ['tiers:read'], yes, yes, yes, no, no, no, no],
	['seeing payments', ['payments:read'], yes, yes, no, no, no, no, no],
	['tiers and offers', ['tiers:manage'], yes, yes, no, no, no, no, no],
	['memberships', ['memberships:read', 'memberships:manage'], yes, yes, no, no, no, no, no],
	['roles', ['roles:manage'], no, yes, no, no, no, no, no],
	['design', ['community:design'], no, yes, no, no, no, no, no],
	[
		'settings',
		['settings:general', 'settings:access', 'settings:sso'],
		no,
		yes,
		no,
		no,
		no,
		no,
		no,
	],
	['seeing addresses', ['members:emails'], no, yes, no, no, no, no, no],
	['changing members', ['members:manage', 'members:merge'], no, yes, no, no, no, no, no],
	['banning', ['members:ban'], no, yes, no, yes, no, no, no],
	['holding back', ['members:silence', 'members:note'], no, yes, no, yes, no, no, no],
	['the queue', ['posts:approve'], no, yes, no, yes, no, no, no],
	['removing and locking', ['posts:moderate', 'comments:moderate'], no, yes, no, yes, no, no, no],
	['points', ['gamification:manage'], no, yes, no, no, no, no, no],
	['numbers', ['analytics:read', 'search:terms'], no, yes, yes, no, no, no, no],
	['numbers of moderation', ['analytics:moderation'], no, yes, no, yes, no, no, no],
	['spaces', ['spaces:manage'], no, yes, no, no, no, no, no],
	['making a space', ['spaces:create'], no, yes, no, yes, yes, no, no],
	['inviting', ['members:invite'], no, yes, no, no, yes, no, no],
	['the log of order', ['audit:moderation'], no, yes, no, yes, no, no, no],
	['the public log', ['audit:public'], yes, yes, yes, yes, yes, yes, yes],
	['the log of money', ['audit:billing'], yes, yes, no, no, no, no, no],
	['the whole log', ['audit:read'], no, yes, no, no, no, no, no],
];

const member = DEFAULT_ROLES.find(({ key }) => key === 'member')?.allow ?? [];
const COLUMNS = ['billing', 'admin', 'analyst', 'moderator', 'ambassador', 'member', 'guest'];
const roles = COLUMNS.map((key) => {
	const role = [...DEFAULT_ROLES, ...ROLE_TEMPLATES].find((one) => one.key === key);
	// Whoever holds a role is a member as well.
	return new Set<string>([...(role?.allow ?? []), ...(key === 'guest' ? [] : member)]);
});

// what is done in a single space, which permissions that takes, then who holds the role there: space admin, instructor
const IN_A_SPACE: [string, readonly Permission[], boolean, boolean][] = [
	['running it', ['spaces:manage'], yes, no],
	['reading and writing', ['spaces:read', 'posts:publish', 'comments:publish'], yes, yes],
	['the queue', ['posts:approve'], yes, yes],
	['removing and locking', ['posts:moderate', 'comments:moderate'], yes, yes],
	['news and what stands out', ['posts:announce', 'posts:feature'], yes, yes],
	['deciding on ideas', ['ideas:manage'], yes, no],
];

test.for(IN_A_SPACE)('in a space: %s', ([, permissions, ...expected]) => {
	const held = ['space_admin', 'instructor'].map((key) => {
		const role = [...DEFAULT_ROLES, ...ROLE_TEMPLATES].find((one) => one.key === key);
		return new Set<string>(role?.allow);
	});
	for (const permission of permissions)
		expect(
			held.map((allowed) => allowed.has(permission)),
			permission,
		).toEqual(expected);
});

test('a role of single spaces says nothing that spaces cannot', () => {
	const scoped = [...DEFAULT_ROLES, ...ROLE_TEMPLATES].filter(({ scope }) => scope === 'space');
	expect(scoped.map(({ key }) => key)).toEqual(['space_admin', 'instructor']);
	for (const { allow } of scoped) expect(allow.filter((one) => !isBuiltOnSpaces(one))).toEqual([]);
});

test.for(TABLE)('%s', ([, permissions, ...expected]) => {
	for (const permission of permissions)
		expect(
			roles.map((allowed) => allowed.has(permission)),
			permission,
		).toEqual(expected);
});
