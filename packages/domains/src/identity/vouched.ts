import { hashToken } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { redeemCode } from './credentials.ts';
import { insertAccount, userByAccount, userByEmail } from './identity.queries.ts';

/** How another house knows a person: which one says so, and what it calls them. */
export type Account = { providerId: string; accountId: string };

/** The person whom an account elsewhere belongs to; null when nobody is linked to it. */
// authorize: the account was proved by who asks.
export async function personOfAccount(ctx: CommunityContext, account: Account) {
	return (await userByAccount(ctx.db, rowIdOf(account)).executeTakeFirst()) ?? null;
}

/** The person with an address; null when there is none. */
// authorize: the address was proved, or nothing of the answer reaches who asks.
export async function personOfAddress(ctx: CommunityContext, email: string) {
	return (await userByEmail(ctx.db, email).executeTakeFirst()) ?? null;
}

type Link = Account & { userId: string | null; email: string; name: string };

/** Links a person, known by `userId` or made now, to their account elsewhere. Returns whose it is. */
// authorize: the single sign-on has decided whose account it is.
export async function linkAccount(ctx: CommunityContext, link: Link): Promise<string> {
	const userId = link.userId ?? (await makePerson(ctx, link));
	const { providerId, accountId } = link;
	const id = rowIdOf(link);
	await insertAccount(ctx.db, { id, userId, providerId, accountId }, ctx.clock.now()).execute();
	// Of two tries at the same moment the first one's holds.
	return (await personOfAccount(ctx, link))?.id ?? userId;
}

async function makePerson(ctx: CommunityContext, { email, name }: Link): Promise<string> {
	const { api } = ctx.services.realms.community(ctx.community);
	try {
		return (await api.makeVouched({ body: { email, name } })).userId;
	} catch (cause) {
		const twin = await personOfAddress(ctx, email);
		if (!twin) throw cause;
		return twin.id;
	}
}

/** The row of an account elsewhere is named by what it holds: its key finds it, and keeps it the only one. */
function rowIdOf({ providerId, accountId }: Account): string {
	const hex = hashToken(JSON.stringify([providerId, accountId]));
	const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
	return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** The person who holds a mailed code, made when there was none; signs nobody in. Throws `identity.bad_code`. */
// authorize: the code is the proof.
export async function personOfCode(
	ctx: CommunityContext,
	proof: { email: string; code: string; name: string },
): Promise<string> {
	return (await redeemCode(ctx, proof)).id;
}
