export type Piece = { text: string; shade: string };

/** A code cut into pieces by its shades, such as `5k1 7s`; whatever they leave over is plain. */
export function shadedPieces(code: string, shades = ''): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	for (const [, length, shade = ' '] of shades.matchAll(/(\d{1,9})(\D)/g)) {
		const to = from + Number(length);
		pieces.push({ text: code.slice(from, to), shade: shade.trim() });
		from = to;
	}
	if (from < code.length) pieces.push({ text: code.slice(from), shade: '' });
	return pieces;
}
