import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { ForbiddenError, InvalidError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import {
	keepShortly,
	linkAccount,
	personOfAccount,
	personOfAddress,
	proceed,
	requestAddressProof,
	standingOf,
} from '../identity/index.ts';
import { referNewcomer } from '../affiliates/index.ts';
import {
	ensureMember,
	readStanding,
	waitsForMembership,
	type StandingRow,
} from '../members/index.ts';
import { grantsOf } from '../permissions/grants.ts';
import { markOf, sidName } from './bond.ts';
import { providerIdOf } from './connections.ts';
import { keepInStep } from './keep-in-step.ts';
import type { Due } from './mapping.ts';
import type { SsoPerson } from './person.ts';
import { give, type SealedCookie } from '../sealed-cookie.ts';
import type { Arrival, Connection, Inside } from './sso.schema.ts';

/** Somebody who came back from a provider: what it says of them, what its rules bring, and what they wanted. */
export type Comer = {
	person: SsoPerson;
	due: Due;
	next: string;
	invitation: string | null;
	/** What the provider calls the session that it opened; null where it says nothing. */
	sid: string | null;
};

const PENDING_SECONDS = 900;
/** Longer than a session that is not used. */
const SESSION_YEAR_SECONDS = 366 * 86_400;

const PendingComer = z.strictObject({
	connectionId: z.uuid(),
	person: z.strictObject({
		...{ id: z.string(), email: z.string(), name: z.string(), isVouched: z.boolean() },
	}),
	due: z.strictObject({
		...{ roleIds: z.array(z.uuid()), spaceIds: z.array(z.uuid()) },
		rolesInSpaces: z.array(z.strictObject({ roleId: z.uuid(), spaceId: z.uuid() })),
		tierIds: z.array(z.uuid()).default([]),
	}),
	next: z.string(),
	invitation: z.string().nullable(),
	sid: z.string().nullable(),
	expiresAt: z.number(),
});

/** Somebody who has still to prove their address, as their browser keeps it. */
export const PENDING: SealedCookie<z.infer<typeof PendingComer>> = {
	...{ name: 'kith-sso-claim', schema: PendingComer, seconds: PENDING_SECONDS },
};

/** What would become of somebody: known already, linked by their address, made new, or asked for more. */
export type Verdict =
	| { kind: 'known'; userId: string }
	| { kind: 'new'; userId: string | null }
	| { kind: 'by_code' }
	| { kind: 'no_account' }
	| { kind: 'no_email' };

/**
 * Decides whose account somebody may have. An account of the provider's that is linked is its own proof. An address
 * leads to who has it only where the provider answers for it, and never to who could change this very setting: they
 * prove it by a code, as does everybody whose address nobody answers for, whether or not somebody has it.
 */
// authorize: nothing is done here, and only the person it is about learns of it.
export async function judge(
	ctx: CommunityContext,
	{ id, admission }: Connection,
	{ id: accountId, email, isVouched }: SsoPerson,
): Promise<Verdict> {
	const linked = await personOfAccount(ctx, { providerId: providerIdOf(id), accountId });
	if (linked && admission !== 'known') return { kind: 'known', userId: linked.id };
	if (!linked && email === '') return { kind: 'no_email' };
	const person = linked ?? (await personOfAddress(ctx, email));
	const standing = person && (await readStanding(ctx.db, person.id));
	if (!linked && (!isVouched || isProtected(ctx, standing))) return { kind: 'by_code' };
	if (!standing && admission === 'known') return { kind: 'no_account' };
	return linked
		? { kind: 'known', userId: linked.id }
		: { kind: 'new', userId: person?.id ?? null };
}

/** Whether a member could change who vouches for whom: nobody becomes them by another house's word alone. */
function isProtected({ snapshot }: CommunityContext, standing: StandingRow | null): boolean {
	if (!standing) return false;
	const { id: memberId, roleIds, spaceIds } = standing;
	if (snapshot.entryRoles[memberId]) return true;
	// Who could with a second factor at hand can.
	const able = { memberId, roleIds, spaceIds, hasSecondFactor: true };
	return grantsOf(snapshot, able).has('settings:sso');
}

/** Lets somebody in as `judge` decides. Throws `sso.no_email` and `sso.no_account`. */
// authorize: the provider's word has been checked; `judge` decides whose account it opens.
export async function enter(
	ctx: CommunityContext,
	connection: Connection,
	comer: Comer,
): Promise<Arrival> {
	const verdict = await judge(ctx, connection, comer.person);
	switch (verdict.kind) {
		case 'no_email':
			throw new InvalidError('sso.no_email');
		case 'no_account':
			throw new ForbiddenError('sso.no_account');
		case 'by_code':
			await askForCode(ctx, connection, comer);
			return { to: 'confirm' };
		case 'new':
			return admit(ctx, connection, comer, await link(ctx, connection, comer, verdict.userId));
		case 'known':
			return admit(ctx, connection, comer, verdict.userId);
	}
}

/** Links somebody to the account they came with; returns who they are here. */
// authorize: `judge`, or a mailed code, has decided whose account it is.
export async function link(
	ctx: CommunityContext,
	{ id }: Connection,
	{ person }: Comer,
	userId: string | null,
): Promise<string> {
	const account = { providerId: providerIdOf(id), accountId: person.id };
	const linked = await linkAccount(ctx, {
		...{ ...account, userId, email: person.email, name: person.name },
	});
	await ctx.transaction(async (tx) => {
		await tx.emit('sso.linked', { connectionId: id, userId: linked });
	});
	return linked;
}

/**
 * Makes the membership, brings roles and spaces in step, and opens a session; who has a second factor here is asked for
 * it first.
 */
// authorize: `judge`, or a mailed code, has decided who it is.
export async function admit(
	ctx: CommunityContext,
	connection: Connection,
	{ person, due, next, invitation, sid }: Comer,
	userId: string,
): Promise<Inside> {
	const { services, community, snapshot } = ctx;
	const before = await readStanding(ctx.db, userId);
	const member = await ensureMember(
		{ services, community, snapshot },
		{ userId, email: person.email, name: person.name, ip: ctx.request.ip },
		invitation ? hashToken(invitation) : null,
		{ isAwaited: connection.admission === 'direct' },
	);
	if (member) await referNewcomer(ctx, member.id);
	// Where one joins by membership, one that a rule gives lets in as one that is paid for.
	const waits = due.tierIds.length > 0 && (await waitsForMembership(ctx, member));
	if (member && (member.status === 'active' || waits))
		await keepInStep(ctx, { memberId: member.id, connectionId: connection.id, due });
	const now = waits ? await readStanding(ctx.db, userId) : member;
	const openedBy = markOf(connection.id, sid);
	const arriving = { userId, email: person.email, name: person.name, invitation, openedBy };
	if (sid !== null) await keepSid(ctx, connection.id, { sid, userId });
	const isIn = await proceed(ctx, arriving, null);
	const isNew = before === null && member !== null;
	const standing = isIn ? standingOf(now?.status) : 'second_factor';
	return { to: 'inside', standing, isNew, next };
}

async function askForCode(
	ctx: CommunityContext,
	connection: Connection,
	{ person, due, next, invitation, sid }: Comer,
): Promise<void> {
	const isExpected = connection.admission === 'direct';
	await requestAddressProof(ctx, { email: person.email, isExpected });
	give(ctx, PENDING, {
		...{ connectionId: connection.id, person, due, next, invitation, sid },
		expiresAt: addSeconds(ctx.clock.now(), PENDING_SECONDS).getTime(),
	});
}

/** Whose a session of the provider's is, for the day on which it says that it ended. */
async function keepSid(
	ctx: CommunityContext,
	connectionId: string,
	{ sid, userId }: { sid: string; userId: string },
): Promise<void> {
	const seconds = SESSION_YEAR_SECONDS;
	await keepShortly(ctx, sidName(connectionId, sid), { value: userId, seconds });
}
