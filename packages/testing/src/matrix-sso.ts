import { newId } from '@kith/kernel/ids';
import { EVERYONE, RUNNERS, type Cases } from './matrix-who.ts';
import { connectionFields } from './test-sso.ts';

/** The procedures of signing in by others, and of those who set that up. */
export const SSO_CASES: Cases = {
	'sso.doors': { allowed: EVERYONE },
	'sso.doorOf': { allowed: EVERYONE, input: () => ({ email: 'mia@acme.example' }) },
	'sso.pending': { allowed: EVERYONE },
	'sso.resendProof': { allowed: EVERYONE, outcome: 'sso.attempt_gone' },
	'sso.confirm': {
		...{ allowed: EVERYONE, input: () => ({ code: '123456' }) },
		outcome: 'sso.attempt_gone',
	},
	'sso.takeDoor': { allowed: EVERYONE },
	'sso.list': { allowed: RUNNERS },
	'sso.create': { allowed: RUNNERS, input: () => ({ id: newId(), ...connectionFields() }) },
	'sso.update': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ ...connectionFields(), ...(await stage.connection()), version: 1 },
		}),
	},
	'sso.switch': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.connection()), isEnabled: false, isOnly: false }),
	},
	'sso.planRemoval': { allowed: RUNNERS, input: (stage) => stage.connection() },
	'sso.remove': { allowed: RUNNERS, input: (stage) => stage.connection() },
	'sso.readMetadata': {
		...{ allowed: RUNNERS, input: () => ({ xml: '<none/>' }) },
		outcome: 'saml.bad_metadata',
	},
	'sso.startTest': { allowed: RUNNERS, input: (stage) => stage.connection() },
	'sso.test': {
		...{ allowed: RUNNERS, input: () => ({ test: 'a test that never was' }) },
		outcome: 'sso.test_not_found',
	},
};
