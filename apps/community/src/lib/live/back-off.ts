const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** How long to wait before try number `failures` + 1, in ms: doubling, at most a minute; `spread` (0 to 1) halves it at most. */
export function backOff(failures: number, spread: number): number {
	const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
	return Math.round(full * (1 - spread / 2));
}
