import * as z from 'zod';
import { isSigned, sign } from '@kith/kernel/seal';

/** Where the head of a community's log lies, apart from its entries. */
export const HEAD_KEY = 'audit';
/** The purpose that heads are signed for: who writes to the database alone cannot make one. */
const HEAD_SEAL = 'audit head';

/** How far a log goes: so many entries, the last with this hash. */
export const Head = z.object({
	count: z.int(),
	hash: z.string(),
	at: z.iso.datetime().optional(),
	seal: z.string().optional(),
});
export type Head = z.infer<typeof Head>;

/** The head of the log called `id` once `rows` stand behind the head it had. */
export function headBehind(
	id: string,
	secret: string,
	head: Head,
	rows: readonly { hash: string; at: Date }[],
): Head {
	const last = rows.at(-1);
	if (!last) return head;
	const next = { count: head.count + rows.length, hash: last.hash };
	return { ...next, at: last.at.toISOString(), seal: sign(secret, HEAD_SEAL, said(id, next)) };
}

/** Whether this installation made the head; an empty log needs none. */
export function isOurs(id: string, secret: string, head: Head): boolean {
	return head.count === 0 || isSigned(secret, HEAD_SEAL, said(id, head), head.seal ?? '');
}

const said = (id: string, { count, hash }: Head) => `${id} ${count} ${hash}`;
