import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
import { holdHead, insertEntries, keepHead, nameOfMember } from './audit.queries.ts';
import type { AuditNote } from './audit.schema.ts';
import { chained, draftsOf, type Who } from './chain-entries.ts';
import { beginningOf } from './chain.ts';
import { Head, headBehind } from './head.ts';

/**
 * Adds to the log what was done in the transaction of `db`, as its last statements: from the lock on the log's head to
 * the commit there is nothing else to wait for, and the order of the entries is the order of the commits.
 */
// authorize: the verbs that did it have asked.
export async function writeEntries(
	ctx: CommunityContext,
	db: CommunityDb,
	notes: readonly AuditNote[],
): Promise<void> {
	if (notes.length === 0) return;
	const actor = await actorOf(ctx, db);
	const drafts = draftsOf(notes, ({ by }) => (by ? staffOf(by) : actor));
	if (drafts.length === 0) return;
	const now = ctx.clock.now();
	const { id } = ctx.community;
	const start = { count: 0, hash: beginningOf(id) };
	const held = await holdHead(db, start, now).executeTakeFirstOrThrow();
	const head = Head.parse(held.value);
	const rows = chained(drafts, head, now);
	await insertEntries(db, rows).execute();
	await keepHead(db, headBehind(id, ctx.services.secret, head, rows), now).execute();
}

const staffOf = ({ staffId, memberId, name }: NonNullable<AuditNote['by']>): Who => ({
	...{ actorKind: 'staff', memberId, staffId, name },
});

async function actorOf(ctx: CommunityContext, db: CommunityDb): Promise<Who> {
	const { actor, snapshot, staffName } = ctx;
	const nobody = { actorKind: actor.kind, memberId: null, staffId: null };
	if (actor.kind === 'job') return { ...nobody, name: actor.name };
	if (actor.kind === 'anonymous') return { ...nobody, name: '' };
	if (actor.kind === 'staff')
		return { ...nobody, memberId: actor.memberId, staffId: actor.staffId, name: staffName };
	const member = await nameOfMember(db, actor.memberId).executeTakeFirst();
	// Staff who entered act as the member they became: the log names both.
	const staffId = snapshot.entryRoles[actor.memberId]?.staffId ?? null;
	return { ...nobody, memberId: actor.memberId, staffId, name: member?.name ?? '' };
}
