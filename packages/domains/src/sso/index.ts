import type { Domain } from '../domain.ts';
import { ssoEvents } from './sso.events.ts';
import { ssoPermissions, ssoPolicy } from './sso.policy.ts';
import { ssoRouter } from './sso.router.ts';

export { checkRules } from './check-connection.ts';
export { endSessionsBy } from './back-channel.ts';
export { leaveBy } from './leave.ts';
export { dueBy } from './mapping.ts';
export { domainOf, trustedDomains } from './person.ts';
export { spMetadata } from './read-connections.ts';
export { receiveAnswer } from './receive-answer.ts';
export { finishSignIn, startSignIn } from './sign-in.ts';

export const sso = {
	router: ssoRouter,
	policy: ssoPolicy,
	permissions: ssoPermissions,
	events: ssoEvents,
} as const satisfies Domain;
