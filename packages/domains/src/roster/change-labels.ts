import { LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberTarget } from '../members/index.ts';
import {
	keepLabels,
	labelled,
	startLabels,
	storedLabels,
	unborne,
	writeLabels,
} from './labels.queries.ts';
import {
	foldLabel,
	KnownLabels,
	MOST_KNOWN,
	MOST_LABELS,
	type ChangeLabels,
} from './labels.schema.ts';

/** The labels that members here have, in the order of the alphabet. */
export async function listLabels(ctx: CommunityContext): Promise<string[]> {
	ctx.authorize('read', 'Note');
	const row = await storedLabels(ctx.db).executeTakeFirst();
	return KnownLabels.parse(row?.value ?? []);
}

/**
 * Gives a member labels and takes others away; whoever writes notes does. A label that is known keeps its spelling.
 * Throws `members.not_found`, `roster.too_many_labels`, `roster.too_many_known_labels`.
 */
export async function changeLabels(
	ctx: CommunityContext,
	{ memberId, add, remove }: ChangeLabels,
): Promise<readonly string[]> {
	return ctx.transaction(async (tx) => {
		ctx.authorize('create', 'Note');
		await lockLabels(ctx, tx);
		const member = await labelled(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (!member) throw new NotFoundError('members.not_found');
		const [change] = await relabel(ctx, tx, [{ ...member, add, remove }]);
		if (!change) return member.labels;
		if (change.left.length > 0) throw roomFor(change);
		const [before, after] = [{ labels: change.before }, { labels: change.after }];
		tx.audit({ action: 'members.labelled', target: memberTarget(member), before, after });
		return change.after;
	});
}

/** Whoever changes labels does so alone, so that what nobody has is forgotten and nothing else is. */
// authorize: the verbs that change labels have asked.
export async function lockLabels(
	ctx: CommunityContext,
	tx: CommunityTransaction,
): Promise<string[]> {
	await startLabels(tx.db, ctx.clock.now()).execute();
	const { value } = await storedLabels(tx.db).forNoKeyUpdate().executeTakeFirstOrThrow();
	return KnownLabels.parse(value);
}

type Wish = {
	id: string;
	labels: readonly string[];
	add: readonly string[];
	remove?: readonly string[];
};
type Change = { id: string; before: readonly string[]; after: string[]; left: string[] };

/**
 * Gives and takes labels in the caller's transaction, of members whose rows are locked; `left` are those that there was
 * no room for. Returns those whom it changed, or had no room for.
 */
// authorize: the verbs that change labels have asked.
export async function relabel(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	wishes: readonly Wish[],
): Promise<Change[]> {
	const known = await lockLabels(ctx, tx);
	const spelled = await speller(tx, known, wishes);
	const changes = wishes.map((wish) => changed(wish, spelled));
	const moved = changes.filter(
		({ before, after, left }) => left.length > 0 || !isSame(before, after),
	);
	const rows = moved.map(({ id, after }) => ({ memberId: id, labels: after }));
	if (rows.length > 0) await writeLabels(tx.db, rows).execute();
	await keepKnown(ctx, tx, known, moved);
	return moved;
}

/** How a label is spelled here, or nothing where there is no room for another. */
async function speller(
	tx: CommunityTransaction,
	known: readonly string[],
	wishes: readonly Wish[],
) {
	const spellings = new Map(known.map((label) => [foldLabel(label), label] as const));
	const wanted = new Map<string, string>();
	for (const label of wishes.flatMap(({ add }) => add))
		if (!wanted.has(foldLabel(label))) wanted.set(foldLabel(label), label);
	const fresh = [...wanted].filter(([folded]) => !spellings.has(folded));
	const isTight = fresh.length > 0 && spellings.size + fresh.length > MOST_KNOWN;
	const unused = isTight ? await unborne(tx.db, known).execute() : [];
	const idle = unused.filter(({ label }) => !wanted.has(foldLabel(label)));
	const room = Math.max(0, MOST_KNOWN - spellings.size + idle.length);
	for (const [folded, label] of fresh.slice(0, room)) spellings.set(folded, label);
	return (label: string) => spellings.get(foldLabel(label));
}

function changed(
	{ id, labels, add, remove = [] }: Wish,
	spelled: (label: string) => string | undefined,
): Change {
	const added = new Map(add.map((label) => [foldLabel(label), label] as const));
	const gone = new Set(remove.map(foldLabel).filter((folded) => !added.has(folded)));
	const after = new Map(
		labels.filter((label) => !gone.has(foldLabel(label))).map((label) => [foldLabel(label), label]),
	);
	const left: string[] = [];
	for (const [folded, label] of added) {
		const spelling = spelled(label);
		if (after.has(folded)) continue;
		if (spelling === undefined || after.size >= MOST_LABELS) left.push(label);
		else after.set(folded, spelling);
	}
	return { id, before: labels, after: [...after.values()], left };
}

/** Keeps what is new, and forgets what nobody has any more. */
async function keepKnown(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	known: readonly string[],
	changes: readonly Change[],
): Promise<void> {
	const borne = new Set(changes.flatMap(({ after }) => after));
	const fresh = [...borne].filter((label) => !known.includes(label));
	const taken = changes.flatMap(({ before }) => before).filter((label) => !borne.has(label));
	const isTight = known.length + fresh.length > MOST_KNOWN;
	const doubted = isTight ? known : [...new Set(taken)];
	const idle = doubted.length > 0 ? await unborne(tx.db, doubted).execute() : [];
	const forgotten = new Set(idle.map(({ label }) => label));
	if (fresh.length === 0 && forgotten.size === 0) return;
	const kept = [...known, ...fresh].filter((label) => !forgotten.has(label));
	const sorted = kept.toSorted((one, other) => one.localeCompare(other));
	await keepLabels(tx.db, sorted, ctx.clock.now()).execute();
}

function roomFor({ after }: Change): LimitReachedError {
	const isFull = after.length >= MOST_LABELS;
	return new LimitReachedError(isFull ? 'roster.too_many_labels' : 'roster.too_many_known_labels');
}

const isSame = (one: readonly string[], other: readonly string[]) =>
	one.length === other.length && one.every((label, at) => label === other[at]);
