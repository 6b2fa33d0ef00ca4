import { isUniqueViolation } from '@kith/db/pg-errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { depart, dropSessions, lockPerson, memberTarget } from '../members/index.ts';
import {
	heldBefore,
	holdForDirectory,
	isHeldByDirectory,
	releaseForDirectory,
} from '../restrictions/index.ts';
import { EXTERNAL_ID, USER_NAME } from './account-rows.ts';
import { ensureMembership, findPerson, keepAccount, requireOfDirectory } from './bring-in.ts';
import { requireUnprotected } from './protected-members.ts';
import { reasonIn } from './reason.ts';
import { notThere, taken } from './scim-error.ts';
import {
	deleteAccount,
	markTakenOut,
	personOfMember,
	personOfUser,
	type PersonRow,
} from './scim.queries.ts';
import { isOfDirectory } from './setting.ts';
import { tidy } from './tidy.ts';
import { patchUser, type Operation, type UserWish } from './user-wish.ts';

type Outcome = { person: PersonRow; signedOut: string | null };

/**
 * Brings somebody in as the directory says. Whoever is here already and is not called otherwise is found, and brought in
 * line; who is called otherwise is a 409. A second call with the same words makes nobody.
 */
// authorize: the directory's token is the proof.
export async function createUser(
	ctx: CommunityContext,
	wish: UserWish,
): Promise<{ person: PersonRow; isNew: boolean }> {
	for (let attempt = 1; ; attempt++) {
		try {
			const { isNew, ...done } = await ctx.transaction((tx) => bringIn(ctx, tx, wish, attempt));
			await dropSessions(ctx, done.signedOut);
			return { person: done.person, isNew };
		} catch (error) {
			// People of one name come in the same moment: the later ones take a handle that nobody else tries.
			if (attempt === 5 || !isUniqueViolation(error, 'members_handle_key')) throw error;
		}
	}
}

async function bringIn(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	wish: UserWish,
	attempt: number,
): Promise<Outcome & { isNew: boolean }> {
	const { userId } = await findPerson(ctx, tx, wish);
	await lockPerson(tx.db, userId).execute();
	const before = await personOfUser(tx.db, userId).executeTakeFirst();
	if (before && before.userName === null) requireOfDirectory(ctx, before.email);
	const isOther =
		(before?.userName ?? wish.userName) !== wish.userName ||
		(before?.externalId ?? wish.externalId ?? null) !==
			(wish.externalId ?? before?.externalId ?? null);
	if (isOther) throw taken('This user is known by another userName or externalId.');
	if (before) await requireUnprotected(ctx, tx, before.id);
	const person = await ensureMembership(ctx, tx, userId, { wish, attempt });
	const done = await align(ctx, tx, person, {
		...wish,
		externalId: wish.externalId ?? person.externalId,
	});
	return { ...done, isNew: before?.userName == null };
}

/** Makes a user what the directory says: `change` is asked what that is, of what is there. */
// authorize: the directory's token is the proof.
async function updateUser(
	ctx: CommunityContext,
	memberId: string,
	change: (known: UserWish) => UserWish,
): Promise<PersonRow> {
	const { person, signedOut } = await ctx.transaction(async (tx) => {
		const known = await lockUser(ctx, tx, memberId);
		await requireUnprotected(ctx, tx, memberId);
		return align(ctx, tx, known, change(wishOf(known)));
	});
	await dropSessions(ctx, signedOut);
	return person;
}

/** Writes a whole user anew. What they are called stays where nothing is said of it. */
// authorize: the directory's token is the proof.
export const replaceUser = (ctx: CommunityContext, memberId: string, wish: UserWish) =>
	updateUser(ctx, memberId, ({ externalId }) => ({
		...wish,
		externalId: wish.externalId ?? externalId,
	}));

/** Changes parts of a user, all of them or none. */
// authorize: the directory's token is the proof.
export const changeUser = (
	ctx: CommunityContext,
	memberId: string,
	operations: readonly Operation[],
) => updateUser(ctx, memberId, (known) => patchUser(known, operations));

/** Takes somebody out of the community; what they wrote stays, under their name. */
// authorize: the directory's token is the proof.
export async function removeUser(ctx: CommunityContext, memberId: string): Promise<void> {
	const signedOut = await ctx.transaction(async (tx) => {
		const { userId, name } = await lockUser(ctx, tx, memberId);
		await requireUnprotected(ctx, tx, memberId);
		await releaseForDirectory(ctx, tx, memberId);
		const before = await heldBefore(tx, memberId);
		await depart(ctx, tx, { memberId, userId, contributions: 'keep', mayReturn: false });
		await markTakenOut(tx.db, memberId, before).execute();
		const target = memberTarget({ id: memberId, name });
		tx.audit({ action: 'members.removed', target, after: { contributions: 'keep' } });
		await tx.emit('members.removed', { memberId, contributions: 'keep', notice: null });
		return userId;
	});
	await dropSessions(ctx, signedOut);
}

/** A user whom the directory may see: one it knows, or one with an address of its domains. Throws a 404. */
// authorize: the directory's token is the proof.
export async function userById(ctx: CommunityContext, memberId: string): Promise<PersonRow> {
	return visible(ctx, await personOfMember(ctx.db, memberId).executeTakeFirst());
}

/** Throws a 404 for who is gone, and for whom the directory may not know of. */
export function visible(ctx: CommunityContext, person: PersonRow | undefined): PersonRow {
	const isThere = person && person.status !== 'removed' && person.restriction !== 'banned';
	if (!isThere || (person.userName === null && !isOfDirectory(ctx, person.email)))
		throw notThere('user');
	return person;
}

async function lockUser(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
): Promise<PersonRow> {
	const { userId } = visible(ctx, await personOfMember(tx.db, memberId).executeTakeFirst());
	await lockPerson(tx.db, userId).execute();
	return visible(ctx, await personOfMember(tx.db, memberId).executeTakeFirst());
}

/** What somebody is to their directory now. */
export function wishOf(person: PersonRow): UserWish {
	const { userName, externalId, email, name, restrictionDetails } = person;
	return {
		...{ userName: userName ?? email, externalId, email, name },
		isActive: !isHeldByDirectory(restrictionDetails),
	};
}

async function align(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	person: PersonRow,
	wish: UserWish,
): Promise<Outcome> {
	const { id: memberId, userId } = person;
	await callThem(ctx, tx, person, wish);
	await tidy(ctx, tx, person, wish);
	const signedOut = wish.isActive
		? null
		: await holdForDirectory(ctx, tx, memberId, reasonIn(ctx.community.locale));
	if (wish.isActive) await releaseForDirectory(ctx, tx, memberId);
	return { person: await personOfUser(tx.db, userId).executeTakeFirstOrThrow(), signedOut };
}

async function callThem(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ userId, ...known }: PersonRow,
	{ userName, externalId }: UserWish,
): Promise<void> {
	if (known.userName !== userName) {
		await deleteAccount(tx.db, userId, USER_NAME).execute();
		await keepAccount(ctx, tx, { userId, providerId: USER_NAME, accountId: userName });
	}
	if (known.externalId === externalId) return;
	await deleteAccount(tx.db, userId, EXTERNAL_ID).execute();
	if (externalId !== null)
		await keepAccount(ctx, tx, { userId, providerId: EXTERNAL_ID, accountId: externalId });
}
