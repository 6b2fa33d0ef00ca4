import { requestJob } from '@kith/db/jobs';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import { isUniqueViolation } from '@kith/db/pg-errors';
import { InvalidError } from '@kith/kernel/errors';
import { seal } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction, PlatformContext } from '../context.ts';
import { forgetAddressLater } from '../deliveries/index.ts';
import { pageLanguage } from '../factors/index.ts';
import { rememberEntry, revokeOpenFor, screen } from '../members/index.ts';
import {
	realmOf,
	renewSession,
	selfOf,
	type RealmContext,
	type RealmDb,
	type Self,
} from '../realm.ts';
import { onTrial } from './credentials.ts';
import { deleteOtherSessions, moveTo, ownerByAddress } from './identity.queries.ts';
import type { ChangeAddress } from './identity.schema.ts';
import { requireMailDoor } from './mail-door.ts';
import { redeemAddressCode } from './request-address.ts';

/** What hides the address that is told of a change, between the change and its mail. */
export const FORMER_SEAL = 'former address';

/**
 * Gives the acting person's account the address whose code they hold; every other session of theirs ends, and the old
 * address hears of it. Throws `identity.bad_code` for a wrong, late or used code, and for an address that somebody has
 * or that is kept out here, which no code can tell apart.
 *
 * What follows: signing in, mails, what Stripe writes to; in a community an open invitation to the new address is
 * theirs. What does not: passwords, passkeys, apps and accounts elsewhere are the account's and stay; an open
 * invitation to the old address, and what was known of its mailbox, is forgotten. An account is of one realm: the
 * same person's in another community, or in the studio, keeps its address. So staff whose address in the studio is no
 * longer that of their member enter the community as another one; what the first holds by their work is remembered by
 * who they are and still ends with it. Who takes the address of staff becomes their member by the code, which nobody
 * else can read.
 */
// authorize: one's own account; the code is the proof.
export async function changeAddress(ctx: RealmContext, { code }: ChangeAddress): Promise<void> {
	const self = selfOf(ctx);
	if ('community' in ctx) requireMailDoor(ctx.snapshot);
	const email = await onTrial(ctx, null, () => redeemAddressCode(ctx, self, code));
	try {
		await ('community' in ctx ? moveMember(ctx, self, email) : moveStaff(ctx, self, email));
	} catch (error) {
		// Somebody has it: before the code was sent, when no mail carried it, or since.
		if (!isUniqueViolation(error, 'auth_users_email_key')) throw error;
		throw new InvalidError('identity.bad_code', {}, { cause: error });
	}
	await renewSession(ctx, self, { alone: true });
}

async function moveMember(ctx: CommunityContext, self: Self, email: string): Promise<void> {
	const { services, community, viewer } = ctx;
	const founderId = await founderBehind(ctx, self);
	await ctx.transaction(async (tx) => {
		if ((await screen(tx.db, services.secret, { email })) === 'refuse')
			throw new InvalidError('identity.bad_code');
		await move(ctx, tx.db, self, email);
		await revokeOpenFor(tx.db, self.email, ctx.clock.now()).execute();
		await forgetAddressLater(tx.db, services, { scope: community.id, email: self.email });
		if (founderId) await keepFounder(ctx, tx, founderId);
		if (!viewer?.memberId) return;
		await tx.emit('members.address_changed', { memberId: viewer.memberId });
		tx.touchMember(viewer.memberId);
	});
}

async function moveStaff(ctx: PlatformContext, self: Self, email: string): Promise<void> {
	const { services } = ctx;
	await ctx.transaction(async (tx) => {
		await move(ctx, tx.db, self, email);
		await forgetAddressLater(tx.db, services, { scope: 'platform', email: self.email });
		const payload = { staffId: self.userId, sealedAddress: sealed(ctx, self.email) };
		await requestJob(tx.db, 'keep-founders', payload, { now: ctx.clock.now() });
	});
}

async function move(
	ctx: RealmContext,
	db: CommunityDb | PlatformDb,
	{ userId, email: from, session }: Self,
	to: string,
): Promise<void> {
	const realm = realmOf(ctx);
	const own = db as unknown as RealmDb;
	const now = ctx.clock.now();
	const moved = await moveTo(own, { userId, from, to, now }).executeTakeFirst();
	if (moved.numUpdatedRows !== 1n) throw new InvalidError('identity.bad_code');
	await deleteOtherSessions(own, userId, session.id).execute();
	const { userAgent, ip, cookie } = ctx.request;
	const payload = {
		...{ realm: realm.id, userId, at: now.toISOString(), userAgent, ip },
		...{ sealedAddress: sealed(ctx, from), sealedNew: sealed(ctx, to) },
		locale: pageLanguage(cookie),
	};
	await requestJob(db, 'mail-address-changed', payload, { now });
}

const sealed = ({ services }: RealmContext, email: string) =>
	seal(services.secret, FORMER_SEAL, email);

/** The staff person who owns a community by its foundation: so far only the address says so. */
async function founderBehind(ctx: CommunityContext, { email }: Self): Promise<string | null> {
	const { organizationId } = ctx.community;
	const owner = ownerByAddress(ctx.services.platform, email, organizationId);
	return (await owner.executeTakeFirst())?.id ?? null;
}

async function keepFounder(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	staffId: string,
): Promise<void> {
	const { snapshot, standing } = ctx;
	const role = snapshot.roles.find(({ key }) => key === 'owner');
	if (!role || !standing?.roleIds.includes(role.id) || snapshot.entryRoles[standing.memberId])
		return;
	await rememberEntry(ctx, tx, standing.memberId, { staffId, roleId: role.id });
}
