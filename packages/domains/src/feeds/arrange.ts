export type Ranked = { id: string; authorId: string; spaceId: string; isNewcomer: boolean };
type Neighbour = Pick<Ranked, 'authorId' | 'spaceId'>;

/** Every so many places one is kept for somebody new. */
const EVERY = 4;

/**
 * The first `count` of `ranked`, best first, but never three of one author or one space in a row while another is
 * left, and every fourth place for a newcomer as long as there are any. `before` are the last two shown already.
 */
export function arrange<Row extends Ranked>(
	ranked: readonly Row[],
	count: number,
	before: readonly Neighbour[],
): Row[] {
	const left = [...ranked];
	const placed: Row[] = [];
	while (placed.length < count && left.length > 0) {
		const last = [...before, ...placed].slice(-2);
		const isKept = placed.length % EVERY === EVERY - 1;
		const newcomer = isKept ? left.findIndex((row) => row.isNewcomer && fits(row, last)) : -1;
		const fitting = left.findIndex((row) => fits(row, last));
		const otherAuthor = left.findIndex((row) => !isThird(last, (one) => one.authorId, row));
		const chosen = [newcomer, fitting, otherAuthor, 0].find((index) => index >= 0) ?? 0;
		placed.push(...left.splice(chosen, 1));
	}
	return placed;
}

function fits(row: Neighbour, last: readonly Neighbour[]): boolean {
	return !isThird(last, (one) => one.authorId, row) && !isThird(last, (one) => one.spaceId, row);
}

function isThird(
	last: readonly Neighbour[],
	of: (one: Neighbour) => string,
	row: Neighbour,
): boolean {
	return last.length === 2 && last.every((one) => of(one) === of(row));
}
