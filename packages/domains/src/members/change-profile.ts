import { isUniqueViolation } from '@kith/db/pg-errors';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import type { FieldValues } from '../fields/fields.schema.ts';
import { keysOf } from '../fields/index.ts';
import { bindFiles, changeAvatar } from '../media/index.ts';
import { isReservedHandle } from './handle.ts';
import { updateMember, type memberById } from './members.queries.ts';
import { freeMergedHandle } from './merged.queries.ts';

type Member = NonNullable<Awaited<ReturnType<ReturnType<typeof memberById>['executeTakeFirst']>>>;
type Change = {
	name: string;
	handle: string;
	bio: string;
	avatarFileId: string | null;
	fields: FieldValues;
	/** Left out: as they were. */
	locale?: string | null | undefined;
	timeZone?: string | null | undefined;
	/** The version that the form started from. */
	version: number;
};

/**
 * Writes a profile anew in the caller's transaction, whoever does it; the row is locked. Throws
 * `members.changed_meanwhile`, `members.handle_taken`, `media.foreign_picture`, `fields.bad_file`.
 */
// authorize: the verbs that change profiles have asked.
export async function changeProfile(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	member: Member,
	{ version, locale, timeZone, fields, ...change }: Change,
): Promise<void> {
	const { id: memberId } = member;
	if (member.version !== version) throw new ConflictError('members.changed_meanwhile');
	if (isReservedHandle(change.handle) && change.handle !== member.handle) throw handleTaken();
	await changeAvatar(tx.db, {
		...{ ownerId: memberId, from: member.avatarFileId, to: change.avatarFileId },
		now: ctx.clock.now(),
	});
	if (change.handle !== member.handle)
		await freeMergedHandle(tx.db, memberId, change.handle).execute();
	const bound = await bindFiles(ctx, tx, {
		...{ memberId, before: member.fields as FieldValues, after: fields },
	});
	await updateMember(tx.db, memberId, {
		...change,
		locale: locale === undefined ? member.locale : locale,
		timeZone: timeZone === undefined ? member.timeZone : timeZone,
		...{ fields: bound, fieldKeys: keysOf(ctx.snapshot.memberFields, bound) },
	}).execute();
	await tx.emit('members.profile_changed', { memberId });
	tx.touchMember(memberId);
}

/** What a handle that somebody else was faster with is refused as. */
export function orHandleTaken(error: unknown): never {
	throw isUniqueViolation(error, 'members_handle_key') ? handleTaken() : error;
}

const handleTaken = () => new ConflictError('members.handle_taken');
