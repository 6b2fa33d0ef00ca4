export { createOidc } from './create-oidc.ts';
export type { Claims, Oidc, OidcAttempt, OidcParty } from './oidc.ts';
