import * as z from 'zod';
import { InvalidError } from './errors.ts';

/** One page of a list; `nextCursor` is null at the end. */
export type Page<T> = { items: T[]; nextCursor: string | null };

/** Input of every list: at most 100 rows, 20 unless told. */
export const PageInput = z.strictObject({
	cursor: z.string().max(400).nullish(),
	limit: z.int().min(1).max(100).default(20),
});
export type PageInput = z.infer<typeof PageInput>;

/** An opaque cursor over the sort keys of a page's last row. */
export function encodeCursor(keys: readonly (string | number)[]): string {
	return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/**
 * The sort keys in `cursor`, checked against `shape`; null without a cursor.
 * Throws `pages.bad_cursor` for a cursor that was not made by us.
 */
export function decodeCursor<T>(cursor: string | null | undefined, shape: z.ZodType<T>): T | null {
	if (!cursor) return null;
	try {
		return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
	} catch {
		throw new InvalidError('pages.bad_cursor');
	}
}

/** Cuts the one extra row a list asked for and turns the last kept row into the next cursor. */
export function toPage<T>(
	rows: T[],
	limit: number,
	keysOf: (last: T) => readonly (string | number)[],
): Page<T> {
	if (rows.length <= limit) return { items: rows, nextCursor: null };
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return { items, nextCursor: last === undefined ? null : encodeCursor(keysOf(last)) };
}
