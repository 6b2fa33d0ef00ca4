import type { Domain } from '../domain.ts';
import { factorsRouter, staffFactorsRouter } from './factors.router.ts';

export { checkFactorCode } from './check-code.ts';
export { checkPasskey } from './check-passkey.ts';
export { forgetDevices, rememberDevice } from './factors.queries.ts';
export { forgetFactors } from './forget-factors.ts';
export { isFresh, requireFresh } from './fresh.ts';
export { pageLanguage, tellOwner, type SecurityNotice } from './notices.ts';
export { hasAny, methodsFor, type Methods } from './own-methods.ts';
export { passkeyChallenge, passkeyChallengeFor } from './passkey-options.ts';
export { totpCode } from './totp.ts';

export const factors = {
	router: factorsRouter,
	platformRouter: staffFactorsRouter,
} as const satisfies Domain;
