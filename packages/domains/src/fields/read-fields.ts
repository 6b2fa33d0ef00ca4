import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import type {
	FieldValues,
	FilterField,
	MemberField,
	OwnField,
	ShownField,
} from './fields.schema.ts';

/** Every field with those out of use, for who defines them or asks newcomers for them. */
export function listFields(ctx: CommunityContext): MemberField[] {
	if (!isAllowed(ctx.ability, 'administer', 'Setting', { key: 'onboarding' }))
		ctx.authorize('update', 'MemberField');
	return [...ctx.snapshot.memberFields];
}

/** The fields that the actor may look members up by. */
export function listFilters(ctx: CommunityContext): FilterField[] {
	ctx.authorize('read', 'Member', { status: 'active' });
	return filterFields(ctx).map(({ id, kind, label, options }) => ({ id, kind, label, options }));
}

/** The fields that the actor may look members up by: in use, meant for it, and theirs to see of everyone. */
// authorize: asks the ability for each field.
export function filterFields(ctx: CommunityContext): MemberField[] {
	return fieldsInUse(ctx).filter(
		({ isFilterable, visibility }) =>
			isFilterable && isAllowed(ctx.ability, 'read', 'MemberField', { visibility }),
	);
}

/** What a member filled in, as far as the actor may see it; `only` leaves out the fields it says no to. */
// authorize: asks the ability for each field.
export function shownFields(
	ctx: CommunityContext,
	member: { id: string; fields: FieldValues },
	only: (field: MemberField) => boolean = () => true,
): ShownField[] {
	return fieldsInUse(ctx).flatMap((field) => {
		const { id: fieldId, kind, label, visibility } = field;
		const row = { visibility, memberId: member.id };
		if (!only(field) || !isAllowed(ctx.ability, 'read', 'MemberField', row)) return [];
		const values = wordsOf(field, member.fields[fieldId] ?? []);
		return values.length > 0 ? [{ fieldId, kind, label, visibility, values }] : [];
	});
}

/** The fields of the form with what a member filled in. */
// authorize: who calls it shows members their own.
export function ownFields(ctx: CommunityContext, values: FieldValues): OwnField[] {
	return fieldsInUse(ctx).map((field) => {
		const { kind, label, hint, visibility, options, accepts, isRequired, isFilterable } = field;
		return {
			...{ fieldId: field.id, kind, label, hint, visibility, options, accepts },
			...{ isRequired, isFilterable },
			values: values[field.id] ?? [],
		};
	});
}

const fieldsInUse = ({ snapshot }: CommunityContext): MemberField[] =>
	snapshot.memberFields.filter(({ archivedAt }) => archivedAt === null);

/** Chosen options by their labels, in the order of the list; those that are gone say nothing. */
function wordsOf({ options }: MemberField, values: readonly string[]): string[] {
	if (options.length === 0) return [...values];
	return options.filter(({ id }) => values.includes(id)).map(({ label }) => label);
}
