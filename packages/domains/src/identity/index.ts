import type { Domain } from '../domain.ts';
import { identityRouter, staffIdentityRouter } from './identity.router.ts';

export { authenticateStaff, readStaff, withOwnSession } from './authenticate.ts';
export { hashPassword } from './auth.ts';
export { FORMER_SEAL } from './change-address.ts';
export { countAccountsOf, deleteAccountsOf, deleteMarkedSessions } from './identity.queries.ts';
export { requestAddressProof } from './request-code.ts';
export { standingOf } from './sign-in.ts';
export { keepShortly, readKept, takeKept } from './kept.ts';
export {
	linkAccount,
	personOfAccount,
	personOfAddress,
	personOfCode,
	type Account,
} from './vouched.ts';
export { Realms } from './realms.ts';
export { proceed } from './second-step.ts';
export { SessionCache } from './session-cache.ts';

export const identity = {
	router: identityRouter,
	platformRouter: staffIdentityRouter,
} as const satisfies Domain;
