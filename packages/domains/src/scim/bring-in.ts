import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { freeHandle, handleFrom, memberTarget, screen } from '../members/index.ts';
import { holdAgain, type Before } from '../restrictions/index.ts';
import { EXTERNAL_ID, USER_NAME } from './account-rows.ts';
import { forbidden, invalid, taken } from './scim-error.ts';
import {
	bringBack,
	insertAccounts,
	insertPerson,
	insertProvisioned,
	personOfUser,
	userOfAccount,
	userOfEmail,
	type PersonRow,
} from './scim.queries.ts';
import { domainsOf, isOfDirectory } from './setting.ts';
import type { UserWish } from './user-wish.ts';

/** Throws a 400 for an address that no rule of the community lets a directory speak for. */
export function requireOfDirectory(ctx: CommunityContext, email: string): void {
	if (isOfDirectory(ctx, email)) return;
	const domains = domainsOf(ctx).join(', ') || 'none yet';
	throw invalid(
		`The address is of no domain that this community lets its directory speak for (${domains}).`,
	);
}

/**
 * The person that a directory speaks of, locked: known to it by name or id, here by their address, or made now without
 * any proof of it. Of many requests at once for one address one makes them.
 */
// authorize: the directory's token is the proof.
export async function findPerson(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ userName, externalId, email, name }: UserWish,
): Promise<{ userId: string; isNew: boolean }> {
	const byName = await userOfAccount(tx.db, USER_NAME, userName).executeTakeFirst();
	const byId = externalId
		? await userOfAccount(tx.db, EXTERNAL_ID, externalId).executeTakeFirst()
		: undefined;
	if (byName && byId && byName.userId !== byId.userId)
		throw taken('Another user has this userName, and another one this externalId.');
	const known = byName ?? byId;
	if (known) return { userId: known.userId, isNew: false };
	requireOfDirectory(ctx, email);
	const there = await userOfEmail(tx.db, email).executeTakeFirst();
	if (there) return { userId: there.id, isNew: false };
	if ((await screen(tx.db, ctx.services.secret, { email })) === 'refuse') throw banned();
	const id = newId();
	await insertPerson(tx.db, { id, email, name }).execute();
	const { id: userId } = await userOfEmail(tx.db, email).executeTakeFirstOrThrow();
	return { userId, isNew: userId === id };
}

const banned = () =>
	forbidden('This person was banned from the community. Its staff can let them in again.');

/**
 * Makes sure that a person is a member, or has only to come to be one: nobody is told, and they prove their address when
 * they sign in. Whom staff sent away or banned stays away. The person is locked.
 */
// authorize: the directory's token is the proof.
export async function ensureMembership(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	userId: string,
	{ wish, attempt }: { wish: UserWish; attempt: number },
): Promise<PersonRow> {
	const known = await personOfUser(tx.db, userId).executeTakeFirst();
	if (!known) return insertMember(ctx, tx, userId, { wish, attempt });
	if (known.restriction === 'banned') throw banned();
	if (known.status !== 'removed') return known;
	if (Object(known.restrictionDetails)['takenOutBy'] !== 'directory')
		throw forbidden('Staff took this person out of the community, and can take them in again.');
	await bringBack(tx.db, known.id).execute();
	const before = Object(known.restrictionDetails)['before'] as Before | null;
	if (before) await holdAgain(ctx, tx, known.id, before);
	tx.audit({ action: 'members.added', target: memberTarget(known) });
	tx.touchMember(known.id);
	return personOfUser(tx.db, userId).executeTakeFirstOrThrow();
}

async function insertMember(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	userId: string,
	{ wish: { name, email }, attempt }: { wish: UserWish; attempt: number },
): Promise<PersonRow> {
	// A person without a member: somebody who began to sign up, and whom a ban may keep out.
	if ((await screen(tx.db, ctx.services.secret, { email })) === 'refuse') throw banned();
	const id = newId();
	const handle =
		attempt === 1 ? await freeHandle(tx.db, name) : `${handleFrom(name)}-${id.slice(-4)}`;
	await insertProvisioned(tx.db, {
		...{ id, userId, handle, name, joinedAt: ctx.clock.now() },
	}).execute();
	tx.audit({ action: 'members.added', target: memberTarget({ id, name }) });
	return personOfUser(tx.db, userId).executeTakeFirstOrThrow();
}

/** Writes down what the directory calls a person. Throws a 409 where it calls somebody else so. */
// authorize: the directory's token is the proof.
export async function keepAccount(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	account: { userId: string; providerId: string; accountId: string },
): Promise<void> {
	const kept = await insertAccounts(tx.db, [account], ctx.clock.now()).execute();
	if (kept.length > 0) return;
	const { providerId, accountId, userId } = account;
	const holder = await userOfAccount(tx.db, providerId, accountId).executeTakeFirst();
	if (holder?.userId === userId) return;
	const what = providerId === USER_NAME ? 'userName' : 'externalId';
	throw taken(`Another user has this ${what}.`);
}
