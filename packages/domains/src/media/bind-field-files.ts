import { InvalidError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import {
	MOST_FIELD_BYTES,
	type FieldFile,
	type FieldValues,
	type MemberField,
} from '../fields/fields.schema.ts';
import { bindFieldFile, letFilesGo } from './bind-files.ts';

type Change = { memberId: string; before: FieldValues; after: FieldValues };

/**
 * Makes the files of a member's fields theirs that the values name now, and lets go of those that they name no more, in
 * the caller's transaction; the member's row is locked. Answers the values with the names of the files. Throws
 * `fields.bad_file` with the field's id for what is no fresh upload of the member's own, too large, or not of a kind that
 * the field takes.
 */
// authorize: the verbs that change profiles have asked.
export async function bindFiles(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, before, after }: Change,
): Promise<FieldValues> {
	const values = { ...after };
	const fields = ctx.snapshot.memberFields.filter(({ kind }) => kind === 'file');
	for (const field of fields) {
		const [was, is] = [before[field.id]?.[0], after[field.id]?.[0]];
		if (was === is) continue;
		if (is !== undefined) values[field.id] = [is, await bind(ctx, tx, field, memberId, is)];
		if (was !== undefined) await letFilesGo(tx.db, memberId, [was]);
	}
	return values;
}

async function bind(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id: fieldId, accepts }: MemberField,
	ownerId: string,
	fileId: string,
): Promise<string> {
	const wish = { fileId, ownerId, mostBytes: MOST_FIELD_BYTES, now: ctx.clock.now() };
	const file = await bindFieldFile(tx.db, wish);
	if (!file || !accepts.includes(sortOf(file)))
		throw new InvalidError('fields.bad_file', { fieldId });
	return file.name;
}

/** What a file is to a field: its own bytes said so when it came. */
function sortOf({ kind, mime }: { kind: string; mime: string }): FieldFile {
	if (kind === 'picture' || kind === 'audio' || kind === 'video') return kind;
	return mime === 'application/pdf' ? 'pdf' : 'other';
}
