import type { CommunityContext } from '../context.ts';
import {
	addressesOf,
	connectionById,
	inOrder,
	openConnections,
	storedNow,
	viewOf,
} from './connections.ts';
import { domainOf } from './person.ts';
import type { ConnectionView, Doors } from './sso.schema.ts';

/** Every connection, oldest first, without its secret. */
export async function listConnections(ctx: CommunityContext): Promise<ConnectionView[]> {
	ctx.authorize('administer', 'Connection');
	return inOrder(await storedNow(ctx)).map((connection) => viewOf(ctx, connection));
}

/** What the sign-in page offers besides mail and password, and whether it offers those. */
export function readDoors({ snapshot }: CommunityContext): Doors {
	const open = openConnections(snapshot);
	return {
		isOnly: open.some(({ isOnly }) => isOnly),
		doors: open.map(({ id, name, source }) => ({ connectionId: id, kind: source.kind, name })),
	};
}

/** The connection that people with an address of this domain are led to; null for none. Says nothing of the address. */
export function doorOf({ snapshot }: CommunityContext, email: string): string | null {
	const domain = domainOf(email);
	return openConnections(snapshot).find(({ domains }) => domains.includes(domain))?.id ?? null;
}

/** What we are to a provider of SAML, as XML. Throws `sso.not_found`, also for connections of other kinds. */
export function spMetadata(ctx: CommunityContext, connectionId: string): string {
	connectionById(ctx.snapshot, connectionId);
	const { callbackUrl, metadataUrl } = addressesOf(ctx, connectionId);
	return ctx.services.saml.metadata({ spEntityId: metadataUrl, callbackUrl });
}
