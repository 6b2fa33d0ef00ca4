import type { CommunityContext } from '../context.ts';
import { changeFields, fieldIn } from './change-fields.ts';
import type { ArrangeFields } from './fields.schema.ts';

/** Puts fields into this order; those that are not named come after them as they were. Throws `fields.not_found`. */
export async function arrangeFields(
	ctx: CommunityContext,
	{ fieldIds }: ArrangeFields,
): Promise<void> {
	ctx.authorize('update', 'MemberField');
	await changeFields(ctx, (fields) => {
		const wanted = [...new Set(fieldIds)].map((fieldId) => fieldIn(fields, fieldId));
		return Promise.resolve([...wanted, ...fields.filter((field) => !wanted.includes(field))]);
	});
}
