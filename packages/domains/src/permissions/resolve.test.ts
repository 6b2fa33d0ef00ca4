import { describe, expect, test } from 'vitest';
import { NO_GUIDELINES, NO_LEGAL } from '../guidelines/guidelines.schema.ts';
import { Resolver } from './resolve.ts';
import { community, group, role, space, who } from './resolve-fixture.ts';
import { STEPS, type Step } from './permissions.schema.ts';

const PERMISSION = 'comments:publish';

/** A place where every step can be made to say a word, from the first to the last. */
function placeWhere(words: Partial<Record<Step, 'allow' | 'deny'>>) {
	const say = (step: Step, permission = PERMISSION) => {
		const word = words[step];
		return word ? { [permission]: word } : {};
	};
	const hall = space('hall', {
		...{ groupId: 'wing' },
		overrides: { member: say('space_everyone'), helper: say('space_roles') },
	});
	const wing = group('wing', { member: say('group_everyone'), helper: say('group_roles') });
	const roles = [
		role('member', { rank: 20, permissions: { 'spaces:read': 'allow', ...say('everyone') } }),
		role('helper', { permissions: say('roles') }),
	];
	const me = who(['helper'], {
		overrides: { hall: say('space_member'), wing: say('group_member') },
	});
	const resolver = new Resolver(community({ roles, spaces: [hall], groups: [wing] }), me);
	return resolver.rules(PERMISSION, hall);
}

const NAMED = STEPS.slice(STEPS.indexOf('everyone'), STEPS.indexOf('overrules_spaces')).filter(
	(step) => step !== 'space_setting',
);

describe('the published order', () => {
	test('nobody said anything: no', () => expect(placeWhere({})).toEqual([]));
	test.for(NAMED)('%s overrules every step before it, either way', (step) => {
		const before = NAMED.slice(0, NAMED.indexOf(step));
		for (const [word, other] of [
			['allow', 'deny'],
			['deny', 'allow'],
		] as const) {
			const words = Object.fromEntries([...before.map((one) => [one, other]), [step, word]]);
			const rules = placeWhere(words);
			expect(rules.at(-1)).toMatchObject({ step, word });
			expect(rules.map((rule) => rule.step)).toEqual([...before, step]);
		}
	});
});

describe('within one step', () => {
	const hall = space('hall', {
		overrides: { a: { [PERMISSION]: 'allow' }, b: { [PERMISSION]: 'deny' } },
	});
	const roles = [
		role('member', { rank: 20, permissions: { 'spaces:read': 'allow' } }),
		role('a', { rank: 50, permissions: { [PERMISSION]: 'allow' } }),
		role('b', { rank: 30, permissions: { [PERMISSION]: 'deny' } }),
	];
	test('one denial beats any allowance and is named', () => {
		const resolver = new Resolver(community({ roles, spaces: [hall] }), who(['a', 'b']));
		expect(resolver.rules(PERMISSION)).toEqual([{ step: 'roles', word: 'deny', roleIds: ['b'] }]);
		expect(resolver.rules(PERMISSION, hall).at(-1)).toEqual({
			...{ step: 'space_roles', word: 'deny', roleIds: ['b'] },
		});
	});
});

describe('who keeps their rights in every space', () => {
	const words = { 'spaces:read': 'allow', [PERMISSION]: 'allow' } as const;
	const member = role('member', { rank: 20, permissions: words });
	const chief = role('chief', { rank: 80, permissions: { 'spaces:overrule': 'allow' } });
	const shut = {
		overrides: {
			member: { [PERMISSION]: 'deny', 'spaces:read': 'deny' },
			chief: { [PERMISSION]: 'deny' },
		},
	} as const;
	const hall = space('hall', { ...shut, groupId: 'wing' });
	const wing = group('wing', shut.overrides);
	const cellar = space('cellar', { visibility: 'private' });
	const place = (...roles: (typeof chief)[]) =>
		community({ roles: [member, ...roles], spaces: [hall, cellar], groups: [wing] });

	test('is denied nothing there that their roles allow, by a step that says so', () => {
		const overruling = new Resolver(place(chief), who(['chief']));
		expect(overruling.rules(PERMISSION, hall).at(-1)).toEqual({
			...{ step: 'overrules_spaces', word: 'allow', roleIds: [] },
		});
		expect(overruling.allows('spaces:read', cellar)).toBe(true);
		expect(new Resolver(place(chief), who()).allows(PERMISSION, hall)).toBe(false);
	});
	test('is given nothing there that their roles do not allow', () => {
		const overruling = new Resolver(place(chief), who(['chief']));
		expect(overruling.rules('posts:moderate', hall)).toEqual([]);
		const gagged = role('gagged', { permissions: { [PERMISSION]: 'deny' } });
		const both = new Resolver(place(chief, gagged), who(['chief', 'gagged']));
		expect(both.allows(PERMISSION, hall)).toBe(false);
	});
	test('has it no more where a role denies it, nor before their role has its second factor', () => {
		const humble = role('humble', { permissions: { 'spaces:overrule': 'deny' } });
		const denied = new Resolver(place(chief, humble), who(['chief', 'humble']));
		expect(denied.allows(PERMISSION, hall)).toBe(false);
		const strict = place({ ...chief, requiresSecondFactor: true });
		expect(new Resolver(strict, who(['chief'])).allows(PERMISSION, hall)).toBe(false);
		const shown = who(['chief'], { hasSecondFactor: true });
		expect(new Resolver(strict, shown).allows(PERMISSION, hall)).toBe(true);
	});
	test('is silenced as others are', () => {
		const silent = new Resolver(place(chief), { ...who(['chief']), silenced: { until: null } });
		expect(silent.rules(PERMISSION, hall).at(-1)?.step).toBe('silenced');
	});
});

describe('what no role can allow', () => {
	const member = role('member', {
		...{ rank: 20 },
		permissions: { 'spaces:read': 'allow', [PERMISSION]: 'allow', 'posts:publish': 'allow' },
	});
	const decides = (
		permission: string,
		change: Parameters<typeof community>[0],
		standing = who(),
	) => {
		const snapshot = community({ roles: [member], ...change });
		const rules = new Resolver(snapshot, standing).rules(permission, snapshot.spaces[0]);
		return rules.at(-1)?.step;
	};
	test('anything in a space that one does not see', () => {
		const hidden = space('hall', { overrides: { member: { 'spaces:read': 'deny' } } });
		expect(decides(PERMISSION, { spaces: [hidden] })).toBe('hidden_space');
	});
	test('writing in a private space that only an owed membership opens', () => {
		const hall = space('hall', { visibility: 'private' });
		const owing = who([], { spaceIds: ['hall'], unpaidSpaceIds: ['hall'] });
		expect(decides('posts:publish', { spaces: [hall] }, owing)).toBe('unpaid');
		expect(decides('spaces:read', { spaces: [hall] }, owing)).toBe('everyone');
		expect(decides('posts:publish', { spaces: [hall] }, who([], { spaceIds: ['hall'] }))).toBe(
			'everyone',
		);
		const open = space('hall', {
			...{ visibility: 'private', overrides: { member: { 'spaces:read': 'allow' } } },
		});
		expect(decides('posts:publish', { spaces: [open] }, owing)).toBe('everyone');
		const forMembers = space('hall', { visibility: 'members' });
		expect(decides('posts:publish', { spaces: [forMembers] }, owing)).toBe('everyone');
		const scoped = { ...owing, scopedRoles: { hall: ['member'] } };
		expect(decides('posts:publish', { spaces: [hall] }, scoped)).not.toBe('unpaid');
	});
	test('writing before the guidelines are accepted', () => {
		const guidelines = { ...NO_GUIDELINES, version: 2, required: 2 };
		const late = who([], { guidelinesVersion: 1 });
		expect(decides(PERMISSION, { spaces: [space('hall')], guidelines }, late)).toBe('guidelines');
		expect(decides('spaces:read', { spaces: [space('hall')], guidelines }, late)).toBe('everyone');
	});
	test('writing before the terms are accepted', () => {
		const legal = { ...NO_LEGAL, terms: { ...NO_GUIDELINES, version: 1, required: 1 } };
		const late = who([], { termsVersion: 0 });
		expect(decides(PERMISSION, { spaces: [space('hall')], legal }, late)).toBe('guidelines');
	});
	test('what a role allows only under a second factor', () => {
		const keeper = role('keeper', {
			...{ permissions: { 'members:manage': 'allow' }, requiresSecondFactor: true },
		});
		const change = { roles: [member, keeper], spaces: [space('hall')] };
		expect(decides('members:manage', change, who(['keeper']))).toBe('second_factor');
		const strong = who(['keeper'], { hasSecondFactor: true });
		expect(decides('members:manage', change, strong)).toBe('roles');
		const here = space('hall', { overrides: { keeper: { 'posts:feature': 'allow' } } });
		expect(decides('posts:feature', { ...change, spaces: [here] }, who(['keeper']))).toBe(
			'second_factor',
		);
		expect(decides('posts:feature', { ...change, spaces: [here] }, strong)).toBe('space_roles');
	});
	test('taking part, where everybody is asked for a second factor', () => {
		const strict = { ...member, requiresSecondFactor: true };
		const change = { roles: [strict, role('owner', { rank: 100 })], spaces: [space('hall')] };
		expect(decides(PERMISSION, change, who())).toBe('second_factor');
		expect(decides('spaces:read', change, who())).toBe('everyone');
		expect(decides(PERMISSION, change, who([], { hasSecondFactor: true }))).toBe('everyone');
		expect(decides(PERMISSION, change, who(['owner']))).toBe('owner');
		const rules = new Resolver(community(change), who());
		expect(rules.rules('posts:publish').at(-1)?.roleIds).toEqual(['member']);
		expect(rules.lacksSecondFactor).toBe(true);
	});
	test('what is dangerous, once its day has come, of any role and of the owner', () => {
		const keeper = role('keeper', { permissions: { 'members:ban': 'allow' } });
		const owner = role('owner', { rank: 100 });
		const due = { safeguard: { from: new Date(0), isDue: true } };
		const change = { roles: [member, keeper, owner], spaces: [space('hall')] };
		for (const id of ['keeper', 'owner']) {
			const first = id === 'owner' ? 'owner' : 'roles';
			const strong = who([id], { hasSecondFactor: true });
			expect(decides('members:ban', change, who([id]))).toBe(first);
			expect(decides('members:ban', { ...change, ...due }, who([id]))).toBe('second_factor');
			expect(decides('members:ban', { ...change, ...due }, strong)).toBe(first);
			expect(decides('posts:publish', { ...change, ...due }, who([id]))).toBe(
				id === 'owner' ? 'owner' : 'everyone',
			);
		}
		const rules = new Resolver(community({ ...change, ...due }), who(['keeper', 'owner']));
		expect(rules.rules('members:ban').at(-1)?.roleIds).toEqual(['owner']);
		expect(rules.allows('roles:manage')).toBe(false);
		const nobody = new Resolver(community({ ...change, ...due }), who());
		expect(nobody.rules('members:ban')).toEqual([]);
	});
	test('posting where only those who keep order post', () => {
		const shut = space('hall', { posting: 'staff' });
		expect(decides('posts:publish', { spaces: [shut] })).toBe('space_setting');
		const open = { ...shut, overrides: { member: { 'posts:publish': 'allow' as const } } };
		expect(decides('posts:publish', { spaces: [open] })).toBe('space_everyone');
	});
});

describe('who sees a space', () => {
	const roles = [
		role('owner', { rank: 100 }),
		role('member', { rank: 20, permissions: { 'spaces:read': 'allow' } }),
		role('keeper', { permissions: { 'spaces:manage': 'allow' } }),
		role('helper'),
	];
	const sees = (change: Parameters<typeof space>[1], me = who()) => {
		const cabinet = space('cabinet', { visibility: 'private', ...change });
		return new Resolver(community({ roles, spaces: [cabinet] }), me).allows('spaces:read', cabinet);
	};
	const denied = { overrides: { member: { 'spaces:read': 'deny' as const } } };
	test('a private one: who was let in, and whom a role lets in', () => {
		expect(sees({})).toBe(false);
		expect(sees({}, who([], { spaceIds: ['cabinet'] }))).toBe(true);
		const forHelpers = { overrides: { helper: { 'spaces:read': 'allow' as const } } };
		expect(sees(forHelpers, who(['helper']))).toBe(true);
		expect(sees(forHelpers)).toBe(false);
	});
	test('who manages it sees it, whatever is denied; so does the owner', () => {
		expect(sees({ visibility: 'members', ...denied })).toBe(false);
		expect(sees(denied, who(['keeper']))).toBe(true);
		expect(sees(denied, who(['owner']))).toBe(true);
	});
	test('who holds a role in a private space belongs there, whatever the role says', () => {
		expect(sees({}, who([], { scopedRoles: { cabinet: ['helper'] } }))).toBe(true);
		expect(sees({}, who(['helper']))).toBe(false);
	});
	test('a role held in one space counts there and nowhere else', () => {
		const keeps = who([], { scopedRoles: { cabinet: ['keeper'] } });
		expect(sees({}, keeps)).toBe(true);
		expect(sees({ id: 'other' }, keeps)).toBe(false);
	});
});
