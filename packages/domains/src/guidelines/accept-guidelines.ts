import { selfOf } from '@kith/kernel/actor';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { acceptedUpTo, guidelinesInForce, insertAcceptance } from './guidelines.queries.ts';
import {
	GuidelinesInForce,
	isAcceptable,
	NO_GUIDELINES,
	type AcceptText,
} from './guidelines.schema.ts';

/**
 * Accepts the guidelines or the terms in force; twice is once. Throws `guidelines.changed_meanwhile` when another
 * version is in force than the one that was read, `guidelines.not_acceptable` for a text that only informs.
 */
export async function acceptGuidelines(
	ctx: CommunityContext,
	{ kind, version }: AcceptText,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	if (!isAcceptable(kind)) throw new InvalidError('guidelines.not_acceptable');
	await ctx.transaction(async (tx) => {
		const row = await guidelinesInForce(tx.db, kind).forShare().executeTakeFirst();
		const inForce = row ? GuidelinesInForce.parse(row.value) : NO_GUIDELINES;
		if (inForce.version !== version || inForce.isOff)
			throw new ConflictError('guidelines.changed_meanwhile');
		await writeAcceptance(ctx, tx, memberId, { kind, version });
	});
}

/** Writes down that a member accepted a version, in the caller's transaction. */
// authorize: the verbs that call it have asked.
export async function writeAcceptance(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	text: AcceptText,
): Promise<void> {
	const row = { ...text, memberId, acceptedAt: ctx.clock.now() };
	if (!(await insertAcceptance(tx.db, row).executeTakeFirst())) return;
	await acceptedUpTo(tx.db, memberId, text).execute();
	await tx.emit('guidelines.accepted', { memberId, ...text });
	tx.touchMember(memberId);
}
