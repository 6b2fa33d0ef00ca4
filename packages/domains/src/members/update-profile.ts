import { selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { FieldValues } from '../fields/fields.schema.ts';
import { checkValues } from '../fields/index.ts';
import { noteLanguage } from '../rich-text/index.ts';
import { changeProfile, orHandleTaken } from './change-profile.ts';
import { memberById } from './members.queries.ts';
import type { OwnProfile, UpdateProfile } from './members.schema.ts';
import { getOwnProfile } from './read-members.ts';

/**
 * Changes one's own profile. Throws `members.handle_taken`, `members.changed_meanwhile` when it was edited
 * elsewhere, `media.foreign_picture` for an avatar that is not one's own upload, and what `checkValues` refuses.
 */
export async function updateProfile(
	ctx: CommunityContext,
	{ fields, ...change }: UpdateProfile,
): Promise<OwnProfile> {
	const memberId = selfOf(ctx.actor);
	await ctx
		.transaction(async (tx) => {
			const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
			if (!member) throw new NotFoundError('members.not_found');
			ctx.authorize('update', 'Member', member);
			const before = member.fields as FieldValues;
			const values = fields ? checkValues(ctx.snapshot.memberFields, fields, before) : before;
			await changeProfile(ctx, tx, member, { ...change, fields: values });
			const { locale } = change;
			if (locale && locale !== member.locale) await noteLanguage(ctx, tx, locale);
		})
		.catch(orHandleTaken);
	return getOwnProfile(ctx);
}
