import { ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { FieldInput, FieldValues, MemberField } from '../fields/fields.schema.ts';
import { correctValues, ownFields, shownFields } from '../fields/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { changeProfile, orHandleTaken } from './change-profile.ts';
import type { EditedProfile, EditMember } from './edit-member.schema.ts';
import { isOwner, requireAbove } from './hierarchy.ts';
import { memberBelow } from './member-below.ts';
import { memberTarget } from './member-target.ts';
import { memberById } from './members.queries.ts';
import type { MemberRef } from './members.schema.ts';

/**
 * The profile of a member below the actor, for its form. Throws `members.not_found`, `members.not_oneself`,
 * `members.above_you`, `members.owner_stays`.
 */
export async function getEditedProfile(
	ctx: CommunityContext,
	{ memberId }: MemberRef,
): Promise<EditedProfile> {
	ctx.authorize('update', 'Member', { id: memberId });
	const row = await memberById(ctx.db, memberId).executeTakeFirst();
	if (!row || row.status === 'removed') throw new NotFoundError('members.not_found');
	requireAbove(ctx, row);
	if (isOwner(ctx, row.roleIds)) throw new ForbiddenError('members.owner_stays');
	const { id, name, handle, bio, avatarFileId, version } = row;
	const fields = ownFields(ctx, row.fields as FieldValues).map((field) => {
		const isHidden = !maySee(ctx, memberId, field);
		return { ...field, isHidden, values: isHidden ? [] : field.values };
	});
	return { id, name, handle, bio, avatarFileId, fields, version };
}

/**
 * Changes the profile of a member below the actor, by the rules that the member has; what must be filled in and is not
 * may stay so. The log says what was there before, except in fields that only the member sees. Throws as
 * `getEditedProfile` and `changeProfile` do, and what `correctValues` refuses.
 */
export async function editMember(
	ctx: CommunityContext,
	{ memberId, removesAvatar, fields, ...change }: EditMember,
): Promise<void> {
	await ctx
		.transaction(async (tx) => {
			ctx.authorize('update', 'Member', { id: memberId });
			const member = await memberBelow(ctx, tx, memberId);
			const before = member.fields as FieldValues;
			const after = correctValues(ctx.snapshot.memberFields, fields, before);
			const avatarFileId = removesAvatar ? null : member.avatarFileId;
			await changeProfile(ctx, tx, member, { ...change, avatarFileId, fields: after });
			const changed = fields.filter(({ fieldId: id }) => !isSame(before[id], after[id]));
			tx.audit({
				...{ action: 'members.edited', target: memberTarget(member) },
				before: { ...told(ctx, member, before, changed), hiddenFields: [] },
				after: {
					...told(ctx, { ...change, id: memberId, avatarFileId }, after, changed),
					hiddenFields: hiddenIn(ctx, memberId, fields),
				},
			});
		})
		.catch(orHandleTaken);
}

type Told = {
	id: string;
	name: string;
	handle: string;
	bio: string;
	avatarFileId: string | null;
};

/** What the log says of a profile: of its fields those named that others see. */
function told(
	ctx: CommunityContext,
	{ id, name, handle, bio, avatarFileId }: Told,
	values: FieldValues,
	changed: readonly FieldInput[],
) {
	const shown = shownFields(ctx, { id, fields: values }, (field) => isIn(changed, field));
	// Of files, the log says what they are called.
	const fields = Object.fromEntries(
		shown.map(({ kind, label, values: all }) => [label, kind === 'file' ? all.slice(1) : all]),
	);
	return { name, handle, bio, hasPicture: avatarFileId !== null, fields };
}

/** The names of fields that were filled in unseen. Whether that changed them would tell what was there. */
const hiddenIn = (ctx: CommunityContext, memberId: string, given: readonly FieldInput[]) =>
	ctx.snapshot.memberFields
		.filter((field) => isIn(given, field) && !maySee(ctx, memberId, field))
		.map(({ label }) => label);

const maySee = (
	ctx: CommunityContext,
	memberId: string,
	{ visibility }: Pick<MemberField, 'visibility'>,
) => isAllowed(ctx.ability, 'read', 'MemberField', { visibility, memberId });

const isIn = (fields: readonly FieldInput[], { id }: MemberField) =>
	fields.some(({ fieldId }) => fieldId === id);

const isSame = (one: readonly string[] = [], other: readonly string[] = []) =>
	one.length === other.length && one.every((value, at) => value === other[at]);
