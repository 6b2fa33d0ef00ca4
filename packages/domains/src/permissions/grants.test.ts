import { DEFAULT_SITE } from '../design/design.schema.ts';
import { describe, expect, test } from 'vitest';
import { NO_GUIDELINES, NO_LEGAL } from '../guidelines/guidelines.schema.ts';
import { DEFAULT_REACTION_LIMITS } from '../reactions/reactions.schema.ts';
import { DEFAULT_SIGN_IN } from '../identity/identity.schema.ts';
import { DEFAULT_JOINING } from '../members/joining.schema.ts';
import { DEFAULT_ONBOARDING } from '../onboarding/onboarding.schema.ts';
import { DEFAULT_ROLES } from '../roles/index.ts';
import { DEFAULT_APPROVAL, DEFAULT_LIFE } from '../submissions/submissions.schema.ts';
import { permissionCatalogue } from './permissions.schema.ts';
import {
	DEFAULT_ACCESS,
	DEFAULT_GENERAL,
	DEFAULT_LOCALIZATION,
	DEFAULT_LOOK,
} from '../communities/communities.schema.ts';
import { grantsOf } from './grants.ts';
import type { Standing } from './standing.ts';

type Snapshot = Parameters<typeof grantsOf>[0];
type Role = Snapshot['roles'][number];
type Space = Snapshot['spaces'][number];

const roles: Role[] = DEFAULT_ROLES.map(({ key, name, rank, scope, allow }) => ({
	...{ id: key, key, name, rank, color: null, scope, description: '', version: 1 },
	requiresSecondFactor: false,
	permissions: Object.fromEntries(allow.map((permission) => [permission, 'allow' as const])),
}));
const space = (id: string, change: Partial<Space> = {}): Space => ({
	...{ id, slug: id, name: id, groupId: null, icon: '', description: '', prompt: '' },
	...{
		visibility: 'members',
		posting: 'everyone',
		...{ reactions: 'all', library: 'off', cover: null },
		modules: ['feed'],
		position: 0,
		overrides: {},
		version: 1,
	},
	...change,
});
const spaces = [
	space('public', { visibility: 'public' }),
	space('members'),
	space('private', { visibility: 'private' }),
	space('staff', { posting: 'staff' }),
];
const snapshot = (change: Partial<Snapshot> = {}): Snapshot => ({
	...{ general: DEFAULT_GENERAL, look: DEFAULT_LOOK, groups: [] },
	...{ site: DEFAULT_SITE, draftSite: DEFAULT_SITE },
	...{ approval: DEFAULT_APPROVAL, life: DEFAULT_LIFE, memberFields: [] },
	reactionLimits: DEFAULT_REACTION_LIMITS,
	...{ legal: NO_LEGAL, localization: DEFAULT_LOCALIZATION, searchLanguages: [] },
	...{ guidelines: NO_GUIDELINES, onboarding: DEFAULT_ONBOARDING, signIn: DEFAULT_SIGN_IN },
	...{ joining: DEFAULT_JOINING, safeguard: { from: null, isDue: false } },
	...{ access: DEFAULT_ACCESS, roles, spaces, entryRoles: {}, sso: {}, modules: [], offers: [] },
	points: { isOn: false, boards: false },
	earns: false,
	...change,
});
const standing = (roleIds: string[] = [], spaceIds: string[] = []): Standing => ({
	...{ memberId: 'me', roleIds, spaceIds },
});
const open: Snapshot['access'] = { visibility: 'public', join: 'open' };

describe('which spaces who reads and posts in', () => {
	const member = standing();
	const keyHolder = standing([], ['private']);
	const cases: [string, Standing | null, Snapshot['access'], string[], string[]][] = [
		['a visitor of a private community', null, DEFAULT_ACCESS, [], []],
		['a visitor of a public community', null, open, ['public'], []],
		...([DEFAULT_ACCESS, open] as const).flatMap(
			(access): [string, Standing | null, Snapshot['access'], string[], string[]][] => {
				const mine = ['public', 'members', 'staff'];
				const all = ['public', 'members', 'private', 'staff'];
				const where = access.visibility;
				return [
					[`a member (${where})`, member, access, mine, ['public', 'members']],
					[
						`a member with a key (${where})`,
						keyHolder,
						access,
						all,
						['public', 'members', 'private'],
					],
					[`a moderator (${where})`, standing(['moderator']), access, mine, mine],
					[`an admin (${where})`, standing(['admin']), access, all, all],
					[`the owner (${where})`, standing(['owner']), access, all, all],
				];
			},
		),
	];
	test.for(cases)('%s', ([, who, access, readable, postable]) => {
		const grants = grantsOf(snapshot({ access }), who);
		expect(grants.spaces).toMatchObject({ readable, postable });
	});
});

describe('whose libraries who reads and adds to', () => {
	const libraries = [
		space('open', { visibility: 'public', library: 'everyone' }),
		space('kept', { library: 'staff' }),
		space('quiet', { posting: 'staff', library: 'everyone' }),
		space('none'),
		space('cabinet', { visibility: 'private', library: 'everyone' }),
	];
	const of = (who: Standing | null) =>
		grantsOf(snapshot({ access: open, spaces: libraries }), who).spaces;
	const seen = ['open', 'kept', 'quiet'];
	test.for([
		['a visitor', null, ['open'], []],
		['a member', standing(), seen, ['open']],
		['a moderator', standing(['moderator']), seen, seen],
		['an admin', standing(['admin']), [...seen, 'cabinet'], [...seen, 'cabinet']],
	] as const)('%s', ([, who, readable, fillable]) => {
		expect(of(who)).toMatchObject({ libraries: readable, fillable });
	});
});

describe('what roles say together', () => {
	const role = (key: string, rank: number, word: 'allow' | 'deny'): Role => ({
		...{ id: key, key, name: key, rank, color: null, scope: 'community', description: '' },
		...{ permissions: { 'posts:publish': word }, requiresSecondFactor: false, version: 1 },
	});
	const says = (...voices: Role[]) =>
		grantsOf(
			snapshot({ roles: [...roles.filter(({ key }) => key === 'owner'), ...voices] }),
			standing(voices.map(({ id }) => id)),
		).has('posts:publish');

	test('nobody said anything: no', () => expect(says()).toBe(false));
	test('one allows: yes', () => expect(says(role('a', 30, 'allow'))).toBe(true));
	test('a denial beats an allowance, whatever the rank of either', () => {
		expect(says(role('high', 50, 'allow'), role('low', 30, 'deny'))).toBe(false);
		expect(says(role('high', 50, 'deny'), role('low', 30, 'allow'))).toBe(false);
	});
	test('a role one does not hold says nothing', () => {
		const foreign = role('foreign', 90, 'allow');
		expect(grantsOf(snapshot({ roles: [foreign] }), standing([])).has('posts:publish')).toBe(false);
	});
	test('the owner has everything, even against a denial above', () => {
		const shut = role('shut', 200, 'deny');
		const grants = grantsOf(snapshot({ roles: [...roles, shut] }), standing(['owner', 'shut']));
		for (const permission of permissionCatalogue) expect(grants.has(permission)).toBe(true);
	});
});

test('visitors of a private community may nothing, members hold their own role without being given it', () => {
	const visitor = grantsOf(snapshot(), null);
	expect(permissionCatalogue.filter((permission) => visitor.has(permission))).toEqual([]);
	expect(visitor).toMatchObject({ rank: 0, memberId: '00000000-0000-0000-0000-000000000000' });
	expect(grantsOf(snapshot(), standing())).toMatchObject({ rank: 20, memberId: 'me' });
});

test('a permission that is no own property of the role is not allowed', () => {
	for (const name of ['constructor', 'toString', '__proto__'])
		expect(grantsOf(snapshot(), standing(['admin'])).has(name)).toBe(false);
});
