export { createOidc } from './create-oidc.ts';
export type { Claims, Oidc, OidcAnswer, OidcAttempt, OidcParty, OidcSigner } from './oidc.ts';
