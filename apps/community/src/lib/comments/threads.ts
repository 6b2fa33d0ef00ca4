import type { CommentView } from '@kith/domains/comments/schema';

type Line = Pick<CommentView, 'id' | 'parentId' | 'rootId' | 'createdAt'>;

/** The id of the thread that a comment belongs to: its first comment's. */
export function threadOf({ id, rootId }: Pick<CommentView, 'id' | 'rootId'>): string {
	return rootId ?? id;
}

/** Part of a thread as it stands now: all of its comments from `first` to `last`, where those are set. */
export type Part<Row extends Line> = { rows: readonly Row[]; first?: Row; last?: Row };

/**
 * `rows` with a part of one thread as it stands now: comments of that part change, come or go; others stay. A thread
 * that was not there is put at `end`, when that is in view; otherwise nothing changes.
 */
export function withPart<Row extends Line>(
	rows: readonly Row[],
	threadId: string,
	part: Part<Row>,
	end: 'start' | 'end' | false,
): readonly Row[] {
	const start = rows.findIndex((row) => threadOf(row) === threadId);
	if (start === -1) {
		if (!end) return rows;
		return end === 'start' ? [...part.rows, ...rows] : [...rows, ...part.rows];
	}
	const thread = rows.filter((row) => threadOf(row) === threadId);
	const others = thread.filter((row) => isOutside(row, part) && !part.rows.some(isSame(row)));
	const now = inOrder([...others, ...part.rows]);
	return [...rows.slice(0, start), ...now, ...rows.slice(start + thread.length)];
}

const isSame = ({ id }: Line) => {
	return (other: Line) => other.id === id;
};

function isOutside<Row extends Line>(row: Row, { first, last }: Part<Row>): boolean {
	if (row.rootId === null) return false;
	return (
		(first !== undefined && isBefore(row, first)) || (last !== undefined && isBefore(last, row))
	);
}

function isBefore(one: Line, other: Line): boolean {
	const between = one.createdAt.getTime() - other.createdAt.getTime();
	return between < 0 || (between === 0 && one.id < other.id);
}

/** Depth first: every comment directly under the one it answers, or under the thread when that one is not here. */
function inOrder<Row extends Line>(thread: readonly Row[]): Row[] {
	const here = new Set(thread.map(({ id }) => id));
	const sorted = thread.toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
	const [root] = sorted.filter(({ rootId }) => rootId === null);
	const children = Map.groupBy(
		sorted.filter((row) => row !== root),
		({ parentId }) => (parentId && here.has(parentId) ? parentId : root?.id),
	);
	const flatten = (row: Row): Row[] => [row, ...(children.get(row.id) ?? []).flatMap(flatten)];
	return root ? flatten(root) : [...(children.get(undefined) ?? [])].flatMap(flatten);
}
