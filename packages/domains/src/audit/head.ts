import * as z from 'zod';

/** Where the head of the log lies, apart from its entries. */
export const HEAD_KEY = 'audit';
/** The purpose that heads are signed for: who writes to the database alone cannot make one. */
export const HEAD_SEAL = 'audit head';

/** How far the log goes: so many entries, the last with this hash. */
export const Head = z.object({
	count: z.int(),
	hash: z.string(),
	at: z.iso.datetime().optional(),
	seal: z.string().optional(),
});
export type Head = z.infer<typeof Head>;

/** What is signed of a head. */
export function headText(communityId: string, { count, hash }: Head): string {
	return `${communityId} ${count} ${hash}`;
}
