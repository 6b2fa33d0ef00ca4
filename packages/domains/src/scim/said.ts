import * as z from 'zod';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { keepSaidRow, saidRow } from './scim.queries.ts';

/** The name that a directory gave somebody, and the address that it last said of them; null for none yet. */
const Said = z.object({
	name: z.string().nullable().catch(null),
	email: z.string().nullable().catch(null),
});
export type Said = z.infer<typeof Said>;

/** What the directory said of a person before. */
// authorize: the directory's token is the proof.
export async function saidOf(tx: CommunityTransaction, userId: string): Promise<Said> {
	const row = await saidRow(tx.db, userId).executeTakeFirst();
	return Said.parse(JSON.parse(row?.idToken ?? '{}'));
}

/** Keeps what it says now. */
// authorize: as above.
export async function keepSaid(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	userId: string,
	said: Said,
): Promise<void> {
	await keepSaidRow(tx.db, userId, { said: JSON.stringify(said), now: ctx.clock.now() }).execute();
}
