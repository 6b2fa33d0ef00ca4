import type { CommunityContext } from '../context.ts';
import type { MetadataText, ReadMetadata } from './sso.schema.ts';

/** Reads the fields of a SAML connection out of its provider's metadata. Throws `saml.bad_metadata`. */
export async function readProviderMetadata(
	ctx: CommunityContext,
	{ xml }: MetadataText,
): Promise<ReadMetadata> {
	ctx.authorize('administer', 'Connection');
	return ctx.services.saml.readMetadata(xml);
}
