import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { MemberFields, type MemberField } from './fields.schema.ts';
import { keepFields, startFields, storedFields } from './fields.queries.ts';

/** Changes the list of fields in one transaction, one change after the other. */
// authorize: the verbs that change fields have asked.
export async function changeFields(
	ctx: CommunityContext,
	change: (
		fields: readonly MemberField[],
		tx: CommunityTransaction,
	) => Promise<readonly MemberField[]>,
): Promise<void> {
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		await startFields(tx.db, now).execute();
		// Of two who change fields at the same time the second waits for the first.
		const { value } = await storedFields(tx.db).forNoKeyUpdate().executeTakeFirstOrThrow();
		const fields = await change(MemberFields.parse(value), tx);
		await keepFields(tx.db, fields, now).execute();
		tx.touchCommunity();
	});
}

/** A field as the audit log names it. */
export const fieldTarget = ({ id, label }: Pick<MemberField, 'id' | 'label'>) => ({
	...{ kind: 'field', id, label },
});

/** The field among `fields`; throws `fields.not_found`. */
export function fieldIn(fields: readonly MemberField[], fieldId: string): MemberField {
	const field = fields.find(({ id }) => id === fieldId);
	if (!field) throw new NotFoundError('fields.not_found');
	return field;
}
