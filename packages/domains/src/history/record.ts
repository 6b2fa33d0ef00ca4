import { memberIdOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { hasAnswers, insertEntry, keepOriginal, latestNumber } from './history.queries.ts';
import type { HistoryAction, SubjectKind } from './history.schema.ts';

type Subject = { kind: SubjectKind; id: string };
type Change = {
	title?: string;
	body: RichText;
	why?: string | undefined;
	/** Whose change it is, when somebody else let it through; it always leaves a trace. */
	by?: string | undefined;
};
type Edited = Subject & { authorId: string; createdAt: Date; commentCount?: number };

/**
 * Keeps who changes a text, when, why and into what, beside the text as it first was. Call it under the row's lock
 * and before the row changes. Returns false when the edit leaves no trace: the author's own, a moment after
 * publishing, before anybody answered, and without saying why.
 */
// authorize: the verbs that edit have asked.
export async function recordEdit(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	subject: Edited,
	change: Change,
): Promise<boolean> {
	const { number } = (await latestNumber(tx.db, subject.id).executeTakeFirst()) ?? {};
	const mayBeQuiet = !number && !change.why && !change.by;
	if (mayBeQuiet && (await isQuiet(ctx, tx, subject))) return false;
	await keepVersion(ctx, tx, subject, { ...change, action: 'edited', latest: number ?? null });
	return true;
}

/** Keeps that an older version was put back; a restored text always leaves a trace. */
// authorize: the verbs that restore have asked.
export async function recordRestore(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	subject: Subject,
	change: Change & { restored: number },
): Promise<void> {
	const { number } = (await latestNumber(tx.db, subject.id).executeTakeFirst()) ?? {};
	const details = { number: String(change.restored) };
	await keepVersion(ctx, tx, subject, {
		...{ ...change, action: 'restored', latest: number ?? null, details },
	});
}

type Step = Change & {
	action: 'edited' | 'restored';
	latest: number | null;
	details?: Readonly<Record<string, string>>;
};

async function keepVersion(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ kind, id }: Subject,
	{ action, latest, title = '', body, why = '', by, details = {} }: Step,
): Promise<void> {
	if (latest === null) await keepOriginal(tx.db, kind, id).execute();
	await insertEntry(tx.db, {
		...{ subjectId: id, subjectKind: kind, action, number: (latest ?? 1) + 1, title, body, why },
		...{ details, actorId: by ?? memberIdOf(ctx.actor), createdAt: ctx.clock.now() },
	}).execute();
}

type Action = { action: HistoryAction; why?: string; details?: Readonly<Record<string, string>> };

/** Keeps what else became of a post: pinned, locked, moved and the like. */
// authorize: the verbs that do it have asked.
export async function recordAction(
	ctx: Pick<CommunityContext, 'actor' | 'clock'>,
	tx: CommunityTransaction,
	{ kind, id }: Subject,
	action: Action,
): Promise<void> {
	await insertEntry(tx.db, {
		...{ subjectId: id, subjectKind: kind, actorId: memberIdOf(ctx.actor), ...action },
		createdAt: ctx.clock.now(),
	}).execute();
}

async function isQuiet(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ kind, id, authorId, createdAt, commentCount = 0 }: Edited,
): Promise<boolean> {
	const { graceMinutes } = ctx.snapshot.life;
	if (memberIdOf(ctx.actor) !== authorId) return false;
	if (ctx.clock.now() >= addSeconds(createdAt, graceMinutes * 60)) return false;
	if (kind === 'post') return commentCount === 0;
	return (await hasAnswers(tx.db, id).executeTakeFirst()) === undefined;
}
