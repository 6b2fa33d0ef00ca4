export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string };

const MOST = 1200;

/** What is to be done to the lines of `before` to have those of `after`: the least there is. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
	const [old, now] = [before.slice(0, MOST), after.slice(0, MOST)];
	const lengths = commonLengths(old, now);
	const lines: DiffLine[] = [];
	let [i, j] = [0, 0];
	while (i < old.length || j < now.length) {
		const [gone, come] = [old[i], now[j]];
		if (gone !== undefined && gone === come) {
			lines.push({ kind: 'same', text: gone });
			i += 1;
			j += 1;
		} else if (
			come === undefined ||
			(gone !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))
		) {
			lines.push({ kind: 'removed', text: gone ?? '' });
			i += 1;
		} else {
			lines.push({ kind: 'added', text: come });
			j += 1;
		}
	}
	return lines;
}

const at = (table: readonly Uint16Array[], i: number, j: number) => table[i]?.[j] ?? 0;

/** How many lines the ends of both have in common, for every pair of beginnings. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
	const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
	for (let i = old.length - 1; i >= 0; i -= 1)
		for (let j = now.length - 1; j >= 0; j -= 1) {
			const row = table[i];
			if (!row) continue;
			row[j] =
				old[i] === now[j]
					? at(table, i + 1, j + 1) + 1
					: Math.max(at(table, i + 1, j), at(table, i, j + 1));
		}
	return table;
}
