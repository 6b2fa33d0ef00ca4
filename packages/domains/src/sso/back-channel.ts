import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { deleteMarkedSessions, personOfAccount, readKept } from '../identity/index.ts';
import { dropSessions } from '../members/index.ts';
import { markOf, sidName } from './bond.ts';
import { connectionById, providerIdOf } from './connections.ts';
import { limitSenders } from './limit-senders.ts';
import { oidcParty } from './parties.ts';
import { readLogoutToken, type LoggedOut } from './read-logout-token.ts';

/**
 * Ends the sessions here that a connection opened for whom its provider says to be signed out there: the one of its own
 * session, or where it names none all of that person's. Sessions that were opened otherwise go on, and so does whoever
 * nobody knows. Throws `sso.not_found` and `sso.bad_token`.
 */
// authorize: the provider's signature is the proof.
export async function endSessionsBy(
	ctx: CommunityContext,
	{ connectionId, token }: { connectionId: string; token: string },
): Promise<void> {
	await limitSenders(ctx, 'sso answer');
	const connection = connectionById(ctx.snapshot, connectionId);
	const { source } = connection;
	if (source.kind !== 'openid' || !connection.isEnabled) throw new NotFoundError('sso.not_found');
	const party = oidcParty(ctx, connection, source);
	const ended = await readLogoutToken(ctx, { connectionId, party, token });
	const userId = await whose(ctx, connectionId, ended);
	if (userId === null) return;
	const mark =
		ended.sid === null
			? { beginning: `${connectionId} ` }
			: { exactly: markOf(connectionId, ended.sid) };
	const gone = await deleteMarkedSessions(ctx.db, userId, mark).execute();
	if (gone.length > 0) await dropSessions(ctx, userId);
}

/** The person whom a provider speaks of; null for nobody. Of two names the lasting one says who, and the other which session. */
async function whose(
	ctx: CommunityContext,
	connectionId: string,
	{ sub, sid }: LoggedOut,
): Promise<string | null> {
	if (sub === null) return sid === null ? null : readKept(ctx, sidName(connectionId, sid));
	const account = { providerId: providerIdOf(connectionId), accountId: sub };
	return (await personOfAccount(ctx, account))?.id ?? null;
}
