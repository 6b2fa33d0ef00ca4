import { ConflictError, InvalidError, LimitReachedError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { changeFields, fieldIn, fieldTarget } from './change-fields.ts';
import {
	CHOSEN,
	FILTERABLE,
	MOST_FIELDS,
	MOST_KEPT,
	type CreateField,
	type FieldRef,
	type MemberField,
	type UpdateField,
} from './fields.schema.ts';

type Definition = Omit<CreateField, 'kind'>;

/**
 * Adds a field at the end. Throws `fields.too_many`, `fields.no_options`, `fields.same_options`, `fields.no_files`,
 * `fields.not_filterable`.
 */
export async function createField(
	ctx: CommunityContext,
	{ kind, ...definition }: CreateField,
): Promise<FieldRef> {
	ctx.authorize('create', 'MemberField');
	const fieldId = newId();
	await changeFields(ctx, async (fields, tx) => {
		requireRoom(fields);
		const field = { id: fieldId, kind, ...checked(kind, definition) };
		await tx.emit('fields.created', { fieldId });
		tx.audit({ action: 'fields.created', target: fieldTarget(field), after: definition });
		return [...fields, { ...field, archivedAt: null, version: 1 }];
	});
	return { fieldId };
}

/** Changes a field. Throws `fields.not_found`, `fields.changed_meanwhile`, and what a new one is refused for. */
export async function updateField(
	ctx: CommunityContext,
	{ fieldId, version, ...definition }: UpdateField,
): Promise<void> {
	ctx.authorize('update', 'MemberField');
	await changeFields(ctx, async (fields, tx) => {
		const field = fieldIn(fields, fieldId);
		if (field.version !== version) throw new ConflictError('fields.changed_meanwhile');
		const changed = { ...field, ...checked(field.kind, definition), version: version + 1 };
		await tx.emit('fields.changed', { fieldId });
		tx.audit({
			action: 'fields.updated',
			target: fieldTarget(field),
			before: field,
			after: changed,
		});
		return fields.map((one) => (one.id === fieldId ? changed : one));
	});
}

/** Throws `fields.too_many` where no further field can be in use. */
export function requireRoom(fields: readonly MemberField[]): void {
	const inUse = fields.filter(({ archivedAt }) => archivedAt === null);
	if (inUse.length >= MOST_FIELDS) throw new LimitReachedError('fields.too_many');
	if (fields.length >= MOST_KEPT) throw new LimitReachedError('fields.too_many');
}

function checked(kind: MemberField['kind'], definition: Definition): Definition {
	const { options, accepts, isFilterable, visibility } = definition;
	const isChosen = CHOSEN.includes(kind);
	if (isChosen === (options.length === 0)) throw new InvalidError('fields.no_options');
	if ((kind === 'file') === (accepts.length === 0)) throw new InvalidError('fields.no_files');
	for (const part of ['id', 'label'] as const)
		if (new Set(options.map((option) => option[part])).size < options.length)
			throw new InvalidError('fields.same_options');
	// What only the member sees would be told by who is found.
	if (isFilterable && (!FILTERABLE.includes(kind) || visibility === 'self'))
		throw new InvalidError('fields.not_filterable');
	return definition;
}
