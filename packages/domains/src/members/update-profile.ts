import { isUniqueViolation } from '@kith/db/pg-errors';
import { selfOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { FieldValues } from '../fields/fields.schema.ts';
import { checkValues, keysOf } from '../fields/index.ts';
import { changeAvatar } from '../media/index.ts';
import { noteLanguage } from '../rich-text/index.ts';
import { isReservedHandle } from './handle.ts';
import { memberById, updateMember } from './members.queries.ts';
import { freeMergedHandle } from './merged.queries.ts';
import type { OwnProfile, UpdateProfile } from './members.schema.ts';
import { getOwnProfile } from './read-members.ts';

/**
 * Changes one's own profile. Throws `members.handle_taken`, `members.changed_meanwhile` when it was edited
 * elsewhere, `media.foreign_picture` for an avatar that is not one's own upload, and what `checkValues` refuses.
 */
export async function updateProfile(
	ctx: CommunityContext,
	{ version, locale, timeZone, fields, ...change }: UpdateProfile,
): Promise<OwnProfile> {
	const memberId = selfOf(ctx.actor);
	await ctx
		.transaction(async (tx) => {
			const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
			if (!member) throw new NotFoundError('members.not_found');
			ctx.authorize('update', 'Member', member);
			if (member.version !== version) throw new ConflictError('members.changed_meanwhile');
			if (isReservedHandle(change.handle) && change.handle !== member.handle)
				throw new ConflictError('members.handle_taken');
			const before = member.fields as FieldValues;
			const known = ctx.snapshot.memberFields;
			const values = fields ? checkValues(known, fields, before) : before;
			await changeAvatar(tx.db, {
				...{ ownerId: memberId, from: member.avatarFileId, to: change.avatarFileId },
				now: ctx.clock.now(),
			});
			if (change.handle !== member.handle)
				await freeMergedHandle(tx.db, memberId, change.handle).execute();
			await updateMember(tx.db, memberId, {
				...change,
				locale: locale === undefined ? member.locale : locale,
				timeZone: timeZone === undefined ? member.timeZone : timeZone,
				...{ fields: values, fieldKeys: keysOf(known, values) },
			}).execute();
			if (locale && locale !== member.locale) await noteLanguage(ctx, tx, locale);
			await tx.emit('members.profile_changed', { memberId });
			tx.touchMember(memberId);
		})
		.catch((error: unknown) => {
			if (isUniqueViolation(error, 'members_handle_key'))
				throw new ConflictError('members.handle_taken');
			throw error;
		});
	return getOwnProfile(ctx);
}
