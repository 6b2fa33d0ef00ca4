export { createSaml } from './create-saml.ts';
export type { Saml, SamlMetadata, SamlParty, SamlPerson, SamlSession } from './saml.ts';
