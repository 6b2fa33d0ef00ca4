import type { CommunityDb } from '@kith/db/handles';
import { sign } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import type { AuditNote } from './audit.schema.ts';
import { holdHead, insertEntries, keepHead, nameOfMember, type EntryRow } from './audit.queries.ts';
import { beginningOf, digestOf, hashOf, sealPart } from './chain.ts';
import { Head, headText, HEAD_SEAL } from './head.ts';
import { bounded, differing, discreet } from './redact.ts';

type Who = Pick<EntryRow, 'actorKind' | 'memberId' | 'staffId'> & { name: string };
type Draft = { note: AuditNote; who: Who; details: Readonly<Record<string, unknown>> };

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
	const told = notes.flatMap((note) => {
		const change = differing(note.before, note.after);
		return change ? [{ note, details: detailsOf(note, change) }] : [];
	});
	if (told.length === 0) return;
	const actor = await actorOf(ctx, db);
	const drafts = told.map((one) => ({ ...one, who: one.note.by ? staffOf(one.note.by) : actor }));
	const now = ctx.clock.now();
	const held = await holdHead(
		db,
		{ count: 0, hash: beginningOf(ctx.community.id) },
		now,
	).executeTakeFirstOrThrow();
	const head = Head.parse(held.value);
	const rows = chained(drafts, head, now);
	await insertEntries(db, rows).execute();
	const next = { count: head.count + rows.length, hash: rows.at(-1)?.hash ?? head.hash };
	const at = rows.at(-1)?.at ?? now;
	const seal = sign(ctx.services.secret, HEAD_SEAL, headText(ctx.community.id, next));
	await keepHead(db, { ...next, at: at.toISOString(), seal }, now).execute();
}

function chained(drafts: readonly Draft[], head: Head, now: Date): EntryRow[] {
	let previous = head.hash;
	// Clocks of two processes may differ; the log's time never runs backwards.
	const at = head.at && new Date(head.at) > now ? new Date(head.at) : now;
	return drafts.map(({ note, who: { name, ...who }, details: told }, index) => {
		const { action, target } = note;
		const [actor, details] = [sealPart({ name }), sealPart(told)];
		const link = {
			...{ number: head.count + index + 1, at, action, ...who },
			...{ targetKind: target.kind, targetId: target.id, subjectId: target.memberId ?? null },
			...{ actorDigest: digestOf(actor), detailsDigest: digestOf(details) },
		};
		previous = hashOf(link, previous);
		return { ...link, actor, details, hash: previous };
	});
}

function detailsOf(
	{ target, reason = '' }: AuditNote,
	{ before, after }: NonNullable<ReturnType<typeof differing>>,
): Draft['details'] {
	return {
		label: discreet(target.label),
		before: bounded(before),
		after: bounded(after),
		reason: discreet(reason, 1000),
	};
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
