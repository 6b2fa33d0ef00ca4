import type { CommunityContext } from '../context.ts';
import { changeFields, fieldIn, fieldTarget } from './change-fields.ts';
import { countFilledIn, storedFields } from './fields.queries.ts';
import {
	MemberFields,
	type ArchiveField,
	type ArchivePlan,
	type FieldRef,
} from './fields.schema.ts';
import { requireRoom } from './save-field.ts';

/** How many members' words an archived field would hide. Throws `fields.not_found`. */
export async function planArchive(
	ctx: CommunityContext,
	{ fieldId }: FieldRef,
): Promise<ArchivePlan> {
	ctx.authorize('update', 'MemberField');
	const stored = await storedFields(ctx.db).executeTakeFirst();
	fieldIn(MemberFields.parse(stored?.value ?? []), fieldId);
	const { count } = await countFilledIn(ctx.db, fieldId).executeTakeFirstOrThrow();
	return { filledIn: count };
}

/**
 * Takes a field out of use, or brings it back with what members had filled in. Throws `fields.not_found`, and
 * `fields.too_many` when there is no room for it any more.
 */
export async function archiveField(
	ctx: CommunityContext,
	{ fieldId, archived }: ArchiveField,
): Promise<void> {
	ctx.authorize('update', 'MemberField');
	await changeFields(ctx, async (fields, tx) => {
		const field = fieldIn(fields, fieldId);
		if ((field.archivedAt !== null) === archived) return fields;
		const others = fields.filter((one) => one !== field);
		if (!archived) requireRoom(others);
		const action = archived ? 'fields.archived' : 'fields.restored';
		tx.audit({ action, target: fieldTarget(field) });
		await tx.emit(action, { fieldId });
		const archivedAt = archived ? ctx.clock.now().toISOString() : null;
		return [...others, { ...field, archivedAt, version: field.version + 1 }];
	});
}
