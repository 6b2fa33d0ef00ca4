import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { BY_MEMBERSHIP, BY_SUSPENSION, settle } from '../grants/index.ts';
import { Entitlements, type Entitlement } from '../tiers/tiers.schema.ts';
import {
	lockMember,
	openedBy,
	readStillBy,
	rolesThere,
	spacesThere,
} from './memberships.queries.ts';
import { settleEntry } from './settle-entry.ts';

/**
 * Makes what memberships give somebody equal to what their open ones open, in the caller's transaction, and leaves those
 * who owe for one the rooms of it to read. What others gave stays; run again, it changes nothing. Who is no member any
 * more has nothing. Where memberships let people in, it lets them in and out as well.
 */
// authorize: the verbs that change memberships and tiers have asked; what is due follows from the rows.
export async function settleGrants(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
): Promise<void> {
	const member = await lockMember(tx.db, memberId).executeTakeFirst();
	if (!member) return;
	await settleEntry(ctx, tx, member);
	const opened =
		member.status === 'removed' ? [] : await openedBy(tx.db, memberId, ctx.clock.now()).execute();
	const all = opened.flatMap(({ entitlements }) => Entitlements.parse(entitlements));
	const read = member.status === 'removed' ? [] : await readStillBy(tx.db, memberId).execute();
	const roleIds = all.flatMap((one) => (one.kind === 'role' ? one.roleId : []));
	const spaceIds = all.flatMap(spaceOf);
	const readIds = read
		.flatMap(({ entitlements }) => Entitlements.parse(entitlements))
		.flatMap(spaceOf);
	const roles = roleIds.length > 0 ? await rolesThere(tx.db, roleIds).execute() : [];
	const known = [...spaceIds, ...readIds];
	const spaces = known.length > 0 ? await spacesThere(tx.db, known).execute() : [];
	const there = (ids: readonly string[]) => {
		const wanted = new Set(ids);
		return spaces.map(({ id }) => id).filter((id) => wanted.has(id));
	};
	await settle(
		ctx,
		tx,
		{ memberId, source: BY_MEMBERSHIP },
		{ roleIds: roles.map(({ id }) => id), spaceIds: there(spaceIds) },
	);
	const kept = { roleIds: [], spaceIds: there(readIds) };
	await settle(ctx, tx, { memberId, source: BY_SUSPENSION }, kept);
}

const spaceOf = (one: Entitlement): string[] => (one.kind === 'space' ? [one.spaceId] : []);
