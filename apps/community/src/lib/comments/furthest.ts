import type { CommentView } from '@kith/domains/comments/schema';

type Place = Pick<CommentView, 'id' | 'createdAt'>;

/** The newest of these comments: how far somebody has read who saw them all. */
export function furthest<Row extends Place>(
	start: Row | undefined,
	rows: readonly Row[],
): Row | undefined {
	return rows.reduce<Row | undefined>(
		(last, row) => (last && isBefore(row, last) ? last : row),
		start,
	);
}

function isBefore(one: Place, other: Place): boolean {
	const between = one.createdAt.getTime() - other.createdAt.getTime();
	return between < 0 || (between === 0 && one.id < other.id);
}
