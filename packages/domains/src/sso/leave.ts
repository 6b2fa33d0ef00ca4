import * as z from 'zod';
import type { CommunityContext } from '../context.ts';
import { connectionById } from './connections.ts';
import { oidcParty } from './parties.ts';
import { give, readGiven, takeBack, type SealedCookie } from '../sealed-cookie.ts';
import type { Connection } from './sso.schema.ts';

const Door = z.strictObject({ connectionId: z.uuid() });
const DOOR: SealedCookie<z.infer<typeof Door>> = {
	...{ name: 'kith-sso-door', schema: Door, seconds: 30 * 86_400 },
};

/** Remembers by which door somebody came, where leaving by it is offered. */
export function rememberDoor(ctx: CommunityContext, { id, logsOut, source }: Connection): void {
	if (logsOut && source.kind !== 'saml' && source.kind !== 'github' && source.kind !== 'token')
		give(ctx, DOOR, { connectionId: id });
	else takeBack(ctx, DOOR);
}

/** The door that this browser came by and can leave by; asked once, null when there is none. */
// authorize: the browser's own sealed cookie says so.
export async function takeDoor(
	ctx: CommunityContext,
): Promise<{ connectionId: string; name: string } | null> {
	const door = readGiven(ctx, DOOR);
	const connection = door && ctx.snapshot.sso[door.connectionId];
	if (door) takeBack(ctx, DOOR);
	return connection?.isEnabled ? { connectionId: connection.id, name: connection.name } : null;
}

/** Where a browser ends its session at the provider; our own start page where it cannot. Throws `sso.not_found`. */
// authorize: it ends nothing here, and there only what the browser itself has.
export async function leaveBy(
	ctx: CommunityContext,
	connectionId: string,
): Promise<{ url: string }> {
	const connection = connectionById(ctx.snapshot, connectionId);
	const { source } = connection;
	const home = `${ctx.community.origin}/`;
	if (source.kind === 'saml' || source.kind === 'token') return { url: home };
	const url = await ctx.services.oidc.logout(oidcParty(ctx, connection, source), home);
	return { url: url ?? home };
}
