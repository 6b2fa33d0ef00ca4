import type { CommunityContext } from '../context.ts';
import { changeFields, fieldIn } from './change-fields.ts';
import type { ArrangeFields, MemberField } from './fields.schema.ts';

/** Puts fields into this order; those that are not named come after them as they were. Throws `fields.not_found`. */
export async function arrangeFields(
	ctx: CommunityContext,
	{ fieldIds }: ArrangeFields,
): Promise<void> {
	ctx.authorize('update', 'MemberField');
	await changeFields(ctx, (fields, tx) => {
		const wanted = [...new Set(fieldIds)].map((fieldId) => fieldIn(fields, fieldId));
		const arranged = [...wanted, ...fields.filter((field) => !wanted.includes(field))];
		tx.audit({
			action: 'fields.arranged',
			target: { kind: 'fields', id: 'fields', label: '' },
			...{ before: { order: labelsOf(fields) }, after: { order: labelsOf(arranged) } },
		});
		return Promise.resolve(arranged);
	});
}

const labelsOf = (fields: readonly MemberField[]) => fields.map(({ label }) => label);
