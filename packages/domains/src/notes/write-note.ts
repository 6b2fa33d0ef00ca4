import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberTarget } from '../members/index.ts';
import {
	deleteNote,
	insertNote,
	joiningOf,
	noteCount,
	noteRow,
	rewriteNote,
} from './notes.queries.ts';
import { MOST_NOTES, type AddNote, type EditNote, type NoteRef } from './notes.schema.ts';

/**
 * Keeps a note about a member for those who look after them. Throws `members.not_found` and, at two hundred notes,
 * `notes.too_many`.
 */
export async function addNote(ctx: CommunityContext, input: AddNote): Promise<void> {
	await ctx.transaction(async (tx) => {
		ctx.authorize('create', 'Note');
		const { id, memberId, text } = input;
		const member = await joiningOf(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (!member) throw new NotFoundError('members.not_found');
		const { count } = await noteCount(tx.db, memberId).executeTakeFirstOrThrow();
		if (count >= MOST_NOTES) throw new ConflictError('notes.too_many');
		const note = { id, memberId, actorId: memberIdOf(ctx.actor), createdAt: ctx.clock.now() };
		const details = { text, ...staffBehind(ctx) };
		const added = await insertNote(tx.db, { ...note, details }).executeTakeFirst();
		if (!added) return;
		tx.audit({ action: 'notes.added', target: memberTarget(member), after: { text } });
	});
}

/** Changes one's own note. Throws `notes.not_found`. */
export async function editNote(ctx: CommunityContext, { noteId, text }: EditNote): Promise<void> {
	await ctx.transaction(async (tx) => {
		ctx.authorize('read', 'Note');
		const note = await noteOrThrow(tx, noteId);
		ctx.authorize('update', 'Note', { authorId: authorOf(ctx, note) });
		if (note.details.text === text) return;
		const editedAt = ctx.clock.now().toISOString();
		await rewriteNote(tx.db, noteId, { ...note.details, text, editedAt }).execute();
		const before = { text: note.details.text };
		tx.audit({ action: 'notes.edited', target: targetOf(note), before, after: { text } });
	});
}

/** Takes a note away: one's own, or anybody's for who manages members. Throws `notes.not_found`. */
export async function removeNote(ctx: CommunityContext, { noteId }: NoteRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		ctx.authorize('read', 'Note');
		const note = await noteOrThrow(tx, noteId);
		ctx.authorize('delete', 'Note', { authorId: authorOf(ctx, note) });
		await deleteNote(tx.db, noteId).execute();
		const before = { text: note.details.text };
		tx.audit({ action: 'notes.removed', target: targetOf(note), before });
	});
}

async function noteOrThrow(tx: CommunityTransaction, noteId: string) {
	const note = await noteRow(tx.db, noteId).executeTakeFirst();
	if (!note) throw new NotFoundError('notes.not_found');
	return note;
}

type Author = { authorId: string | null; details: { staffId?: string } };

/** Whose note it is, as the rules ask: staff who never entered are nobody's member and own theirs all the same. */
export function authorOf(ctx: CommunityContext, { authorId, details }: Author): string | null {
	const isOwn = ctx.actor.kind === 'staff' && ctx.actor.staffId === details.staffId;
	return isOwn ? ctx.grants.memberId : authorId;
}

function staffBehind(ctx: CommunityContext) {
	const { actor, staffName } = ctx;
	return actor.kind === 'staff' ? { by: staffName, staffId: actor.staffId } : {};
}

const targetOf = ({ memberId, memberName }: { memberId: string; memberName: string }) =>
	memberTarget({ id: memberId, name: memberName });
