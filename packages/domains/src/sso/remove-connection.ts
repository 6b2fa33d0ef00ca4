import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { settingTarget } from '../communities/index.ts';
import { bySignIn } from '../grants/index.ts';
import { countGivenBy, endGivenBy } from '../memberships/index.ts';
import { hasModule } from '../modules/index.ts';
import { countAccountsOf, deleteAccountsOf } from '../identity/index.ts';
import { connectionById, providerIdOf, storedNow } from './connections.ts';
import { lockConnections } from './save-connection.ts';
import {
	countMapped,
	dropConnection,
	takeAllRoles,
	takeAllRolesInSpaces,
	takeAllSpaces,
} from './sso.queries.ts';
import { SSO, type ConnectionRef, type RemovalPlan } from './sso.schema.ts';

/** What removing a connection would do. */
export async function planRemoval(
	ctx: CommunityContext,
	{ connectionId }: ConnectionRef,
): Promise<RemovalPlan> {
	ctx.authorize('administer', 'Connection');
	connectionById({ sso: await storedNow(ctx) }, connectionId);
	const linked = await countAccountsOf(ctx.db, providerIdOf(connectionId)).executeTakeFirst();
	const mapped = await countMapped(ctx.db, connectionId).executeTakeFirst();
	const given = hasModule(ctx, 'memberships')
		? await countGivenBy(ctx.db, bySignIn(connectionId))
		: 0;
	return { linked: Number(linked?.count ?? 0), mapped: Number(mapped?.count ?? 0), given };
}

/**
 * Removes a connection, what it linked and what its rules gave. Members stay, with all they were given in the
 * community, and sign in by mail from then on. Throws `sso.not_found`.
 */
export async function removeConnection(
	ctx: CommunityContext,
	{ connectionId }: ConnectionRef,
): Promise<void> {
	ctx.authorize('administer', 'Connection');
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const before = (await lockConnections(tx, now))[connectionId];
		if (!before) throw new NotFoundError('sso.not_found');
		await dropConnection(tx.db, connectionId, now).execute();
		await deleteAccountsOf(tx.db, providerIdOf(connectionId)).execute();
		const roles = await takeAllRoles(tx.db, connectionId).execute();
		const spaces = await takeAllSpaces(tx.db, connectionId).execute();
		const inSpaces = await takeAllRolesInSpaces(tx.db, connectionId).execute();
		if (hasModule(ctx, 'memberships')) await endGivenBy(ctx, tx, bySignIn(connectionId));
		tx.audit({ action: 'settings.updated', target: settingTarget(SSO), before });
		await tx.emit('sso.connection_removed', { connectionId });
		tx.touchCommunity();
		for (const { memberId } of [...roles, ...spaces, ...inSpaces]) tx.touchMember(memberId);
	});
}
