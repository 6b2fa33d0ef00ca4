import * as z from 'zod';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { Bond, inCookie, NO_BOND } from './bond.ts';
import { connectionById } from './connections.ts';
import { oidcParty, samlParty } from './parties.ts';
import { give, readGiven, takeBack, type SealedCookie } from '../sealed-cookie.ts';
import type { Connection } from './sso.schema.ts';

const Door = z.strictObject({ connectionId: z.uuid(), bond: Bond.default(NO_BOND) });
const DOOR: SealedCookie<z.infer<typeof Door>> = {
	...{ name: 'kith-sso-door', schema: Door, seconds: 30 * 86_400 },
};
/** The same for the minutes between leaving here and leaving there. */
const LEAVING: SealedCookie<z.infer<typeof Door>> = {
	...{ name: 'kith-sso-leave', schema: Door, seconds: 600 },
};

/** Whether a browser can end its session at the provider. */
function canLeave({ source, logsOut }: Connection): boolean {
	if (source.kind === 'saml') return logsOut && source.sloUrl !== undefined;
	return logsOut && source.kind !== 'github' && source.kind !== 'token';
}

/** Remembers by which door somebody came, where leaving by it is offered, and whose session it is there. */
export function rememberDoor(ctx: CommunityContext, connection: Connection, bond: Bond): void {
	if (canLeave(connection)) give(ctx, DOOR, { connectionId: connection.id, bond: inCookie(bond) });
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
	if (!connection?.isEnabled || !canLeave(connection)) return null;
	give(ctx, LEAVING, door);
	return { connectionId: connection.id, name: connection.name };
}

/** Where a browser ends its session at the provider; our own start page where it cannot. Throws `sso.not_found`. */
// authorize: it ends nothing here, and there only what the browser itself has.
export async function leaveBy(
	ctx: CommunityContext,
	connectionId: string,
): Promise<{ url: string }> {
	const connection = connectionById(ctx.snapshot, connectionId);
	const { source } = connection;
	const leaving = readGiven(ctx, LEAVING);
	const bond = leaving?.connectionId === connectionId ? leaving.bond : NO_BOND;
	if (leaving) takeBack(ctx, LEAVING);
	const home = `${ctx.community.origin}/`;
	if (source.kind === 'token') return { url: home };
	if (source.kind === 'saml') {
		if (!source.sloUrl || !bond.saml) return { url: home };
		const party = samlParty(ctx, connection, source);
		return { url: await ctx.services.saml.logout(party, bond.saml, `_${newId()}`) };
	}
	const party = oidcParty(ctx, connection, source);
	const url = await ctx.services.oidc.logout(party, {
		...{ returnTo: home, idToken: bond.idToken },
	});
	return { url: url ?? home };
}
