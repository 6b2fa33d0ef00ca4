import { ForbiddenError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { personOfCode, requestAddressProof } from '../identity/index.ts';
import { readStanding } from '../members/index.ts';
import { connectionById } from './connections.ts';
import { admit, link, PENDING } from './enter.ts';
import type { Due } from './mapping.ts';
import { readGiven, takeBack } from '../sealed-cookie.ts';
import type { ConfirmLink, Connection, Inside } from './sso.schema.ts';

/** Who has still to prove their address in this browser; null for nobody. */
// authorize: the browser's own sealed cookie says so, and nothing else is told.
export async function readPending(ctx: CommunityContext) {
	const pending = pendingOf(ctx);
	const connection = pending && ctx.snapshot.sso[pending.connectionId];
	return connection ? { email: pending.person.email, connection: connection.name } : null;
}

/** Sends the code again. Throws `sso.attempt_gone` where nobody waits for one. */
// authorize: the browser's own sealed cookie names the address; the limits on codes bound it.
export async function resendProof(ctx: CommunityContext): Promise<void> {
	const pending = pendingOf(ctx);
	if (!pending) throw new InvalidError('sso.attempt_gone');
	const { admission } = connectionById(ctx.snapshot, pending.connectionId);
	await requestAddressProof(ctx, {
		email: pending.person.email,
		isExpected: admission === 'direct',
	});
}

/**
 * Links the account that somebody came with to the address that they prove by a mailed code, and lets them in. Throws
 * `identity.bad_code`, `sso.attempt_gone` and, where strangers are not let in, `sso.no_account`.
 */
// authorize: the code is the proof.
export async function confirmLink(ctx: CommunityContext, { code }: ConfirmLink): Promise<Inside> {
	const pending = pendingOf(ctx);
	const connection = pending && ctx.snapshot.sso[pending.connectionId];
	if (!pending || !connection?.isEnabled) throw new InvalidError('sso.attempt_gone');
	const { email, name } = pending.person;
	const userId = await personOfCode(ctx, { email, code, name });
	takeBack(ctx, PENDING);
	if (connection.admission === 'known' && !(await readStanding(ctx.db, userId)))
		throw new ForbiddenError('sso.no_account');
	const comer = { ...pending, due: stillDue(connection, pending.due) };
	return admit(ctx, connection, comer, await link(ctx, connection, comer, userId));
}

/** Rules may have gone since the provider's answer came. */
function stillDue({ rules }: Connection, due: Due): Due {
	const gives = (role: string | null, space: string | null) =>
		rules.some(({ roleId, spaceId }) => roleId === role && spaceId === space);
	return {
		roleIds: due.roleIds.filter((id) => gives(id, null)),
		spaceIds: due.spaceIds.filter((id) => gives(null, id)),
		tierIds: due.tierIds.filter((id) => rules.some(({ tierId }) => tierId === id)),
		rolesInSpaces: due.rolesInSpaces.filter(({ roleId, spaceId }) => gives(roleId, spaceId)),
	};
}

function pendingOf(ctx: CommunityContext) {
	const pending = readGiven(ctx, PENDING);
	return pending && pending.expiresAt > ctx.clock.now().getTime() ? pending : null;
}
