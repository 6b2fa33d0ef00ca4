import { NotFoundError } from '@kith/kernel/errors';
import { seal, unseal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import { Connections, type Connection, type ConnectionView } from './sso.schema.ts';
import { storedConnections } from './sso.queries.ts';

/** The connection with this id; throws `sso.not_found`. */
export function connectionById(
	{ sso }: Pick<CommunitySnapshot, 'sso'>,
	connectionId: string,
): Connection {
	const connection = sso[connectionId];
	if (!connection) throw new NotFoundError('sso.not_found');
	return connection;
}

/** The connections as they are stored now, for who changes or tries them. */
// authorize: the verbs that show them have asked.
export async function storedNow(ctx: CommunityContext): Promise<Connections> {
	const row = await storedConnections(ctx.db).executeTakeFirst();
	return Connections.parse(row?.value ?? {});
}

/** Those by which people can sign in now, oldest first. */
export function openConnections({ sso }: CommunitySnapshot): Connection[] {
	return inOrder(sso).filter(({ isEnabled }) => isEnabled);
}

/** All of them, oldest first. */
export function inOrder(sso: CommunitySnapshot['sso']): Connection[] {
	return Object.values(sso).toSorted((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1));
}

/** How accounts of a connection are told from all others. */
export const providerIdOf = (connectionId: string) => `sso:${connectionId}`;

/** The addresses that a provider is told. */
export function addressesOf({ community }: CommunityContext, connectionId: string) {
	const root = `${community.origin}/api/sso/${connectionId}`;
	return {
		...{ callbackUrl: `${root}/callback`, metadataUrl: `${root}/metadata` },
		...{ backChannelUrl: `${root}/backchannel`, logoutUrl: `${root}/logout` },
	};
}

/** A connection as the studio shows it. */
export function viewOf(ctx: CommunityContext, connection: Connection): ConnectionView {
	const { sealedSecret, ...shown } = connection;
	return { ...shown, hasSecret: sealedSecret !== null, ...addressesOf(ctx, connection.id) };
}

const purposeOf = (communityId: string, connectionId: string) =>
	`sso secret ${communityId} ${connectionId}`;

/** A secret as settings keep it: of no use in another connection or community. */
export function sealSecret(ctx: CommunityContext, connectionId: string, secret: string): string {
	return seal(ctx.services.secret, purposeOf(ctx.community.id, connectionId), secret);
}

/** The secret of a connection; empty where it has none. */
export function secretOf(ctx: CommunityContext, { id, sealedSecret }: Connection): string {
	if (sealedSecret === null) return '';
	return unseal(ctx.services.secret, purposeOf(ctx.community.id, id), sealedSecret);
}
