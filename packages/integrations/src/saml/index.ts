export { createSaml } from './create-saml.ts';
export type { Saml, SamlMetadata, SamlParty, SamlPerson } from './saml.ts';
