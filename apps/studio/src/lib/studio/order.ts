type Line = { id: string };

/** The lines with one of them put before the one at `index`, counted without itself. */
export function placed<L extends Line>(lines: readonly L[], id: string, index: number): L[] {
	const line = lines.find((one) => one.id === id);
	if (!line) return [...lines];
	const rest = lines.filter((one) => one !== line);
	return rest.toSpliced(Math.min(Math.max(0, index), rest.length), 0, line);
}

/** The lines with one of them a place further up or down; at the end it stays. */
export function stepped<L extends Line>(lines: readonly L[], id: string, step: -1 | 1): L[] {
	const from = lines.findIndex((one) => one.id === id);
	return from < 0 ? [...lines] : placed(lines, id, from + step);
}

/** Where a dragged line would fall, told by the line it shows at. */
export type Mark = 'before' | 'after' | '';

/** The mark that a line carries while another one is held over `index`, counted without the held one. */
export function markOf(
	lines: readonly Line[],
	id: string,
	held: { id: string; index: number },
): Mark {
	if (id === held.id) return '';
	const rest = lines.filter((one) => one.id !== held.id);
	const place = rest.findIndex((one) => one.id === id);
	if (place === held.index) return 'before';
	return place === rest.length - 1 && held.index >= rest.length ? 'after' : '';
}
