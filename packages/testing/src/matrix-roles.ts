import { newId } from '@kith/kernel/ids';
import { INSIDE, RUNNERS, type Cases } from './matrix-who.ts';
import type { Stage } from './matrix-stage.ts';

const NEVER = 999;

const inSpace = ({ spaceId }: Stage) => ({ kind: 'space' as const, scopeId: spaceId });
const held = async (stage: Stage) => ({
	...(await stage.member()),
	...{ roleId: (await stage.role()).roleId, spaceId: null },
});

/** The procedures of roles: only who manages roles sees and changes them, only who manages members gives them. */
export const ROLE_CASES: Cases = {
	'roles.list': { allowed: INSIDE },
	'roles.matrix': { allowed: RUNNERS },
	'roles.create': {
		allowed: RUNNERS,
		input: () => ({ id: newId(), name: `Mine ${newId().slice(-12)}` }),
	},
	'roles.save': {
		allowed: RUNNERS,
		input: async (stage) => {
			const { roleId } = await stage.role();
			return { changes: [{ roleId, version: 1, description: 'Changed' }] };
		},
	},
	/** Without the roles that are there: everybody who may is told to look again. */
	'roles.arrange': {
		allowed: RUNNERS,
		input: () => ({ roleIds: [] }),
		outcome: 'roles.changed_meanwhile',
	},
	'roles.delete': {
		allowed: RUNNERS,
		input: async (stage) => ({ roleId: (await stage.role()).roleId, version: 1 }),
	},
	'roles.setOverrides': {
		allowed: RUNNERS,
		input: (stage) => ({ scope: inSpace(stage), version: NEVER, overrides: {} }),
		outcome: 'roles.changed_meanwhile',
	},
	'roles.setMemberOverrides': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ scope: inSpace(stage), memberId: (await stage.member()).memberId },
			permissions: { 'polls:vote': 'deny' },
		}),
	},
	'roles.otherwise': {
		allowed: RUNNERS,
		input: (stage) => ({ scope: inSpace(stage), changes: {} }),
	},
	'roles.exceptions': { allowed: RUNNERS, input: ({ spaceId }) => ({ scopeId: spaceId }) },
	'roles.inSpace': { allowed: RUNNERS, input: ({ spaceId }) => ({ spaceId }) },
	'roles.exception': {
		allowed: RUNNERS,
		input: async (stage) => ({ spaceId: stage.spaceId, ...(await stage.member()) }),
	},
	'roles.give': { allowed: RUNNERS, input: held },
	'roles.take': { allowed: RUNNERS, input: held },
	'roles.explain': {
		allowed: RUNNERS,
		input: async (stage) => ({
			whom: { kind: 'member', memberId: (await stage.member()).memberId },
			...{ permission: 'posts:publish', spaceId: stage.spaceId },
		}),
	},
	'roles.preview': { allowed: RUNNERS, input: () => ({ whom: { kind: 'visitor' } }) },
	'roles.viewAs': { allowed: RUNNERS, input: () => ({ whom: { kind: 'visitor' } }) },
	'roles.export': { allowed: RUNNERS },
	'roles.import': {
		allowed: RUNNERS,
		input: () => ({
			document: { format: 'kith.roles', version: 1, roles: [], spaces: {} },
			isDryRun: false,
		}),
	},
};
