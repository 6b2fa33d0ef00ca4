import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { FieldValues } from '../fields/fields.schema.ts';

type Holder = { id: string; status: string; fields: unknown };

/**
 * Whether the actor may see the field of this member's that a file lies in: one in use, that names it now, of somebody
 * whose profile is theirs to see.
 */
// authorize: asks the ability for the member and for the field.
export function fieldOfFile(ctx: CommunityContext, holder: Holder, fileId: string): boolean {
	const { id: memberId, status } = holder;
	const values = holder.fields as FieldValues;
	const field = ctx.snapshot.memberFields.find(
		({ id, kind, archivedAt }) =>
			kind === 'file' && archivedAt === null && values[id]?.[0] === fileId,
	);
	if (!field || !isAllowed(ctx.ability, 'read', 'Member', { id: memberId, status })) return false;
	return isAllowed(ctx.ability, 'read', 'MemberField', { visibility: field.visibility, memberId });
}
