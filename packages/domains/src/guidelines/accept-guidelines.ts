import { selfOf } from '@kith/kernel/actor';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { acceptedUpTo, guidelinesInForce, insertAcceptance } from './guidelines.queries.ts';
import { GuidelinesInForce, NO_GUIDELINES, type GuidelinesRef } from './guidelines.schema.ts';

/**
 * Accepts the guidelines in force; twice is once. Throws `guidelines.changed_meanwhile` when another version is in
 * force than the one that was read.
 */
export async function acceptGuidelines(
	ctx: CommunityContext,
	{ version }: GuidelinesRef,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		const row = await guidelinesInForce(tx.db).forShare().executeTakeFirst();
		const inForce = row ? GuidelinesInForce.parse(row.value) : NO_GUIDELINES;
		if (inForce.version !== version) throw new ConflictError('guidelines.changed_meanwhile');
		await writeAcceptance(ctx, tx, memberId, version);
	});
}

/** Writes down that a member accepted a version, in the caller's transaction. */
// authorize: the verbs that call it have asked.
export async function writeAcceptance(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	version: number,
): Promise<void> {
	const row = { version, memberId, acceptedAt: ctx.clock.now() };
	if (!(await insertAcceptance(tx.db, row).executeTakeFirst())) return;
	await acceptedUpTo(tx.db, memberId, version).execute();
	await tx.emit('guidelines.accepted', { memberId, version });
	tx.touchMember(memberId);
}
