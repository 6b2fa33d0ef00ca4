import { encode } from 'uqr';

/** The picture of `text` for a camera: a path in a square of `size` modules, its quiet margin included. */
export function qrPath(text: string): { size: number; path: string } {
	const { data, size } = encode(text, { ecc: 'M', border: 2 });
	const runs = data.flatMap((row, y) =>
		runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
	);
	return { size, path: runs.join('') };
}

/** Neighbouring dark modules are one stroke: a third of the bytes of one each. */
function runsOf(row: readonly boolean[]): [start: number, length: number][] {
	const runs: [number, number][] = [];
	for (const [x, isDark] of row.entries()) {
		const last = runs.at(-1);
		if (!isDark) continue;
		if (last && last[0] + last[1] === x) last[1]++;
		else runs.push([x, 1]);
	}
	return runs;
}
