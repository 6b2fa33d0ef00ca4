/** `ms` and up to half of it more, by chance: those who wait for the same moment do not all come at once. */
export function jittered(ms: number): number {
	return ms * (1 + Math.random() / 2);
}

/** Numbers in [0, 1) that follow from `seed` alone (mulberry32): what went wrong in a drill can be seen again. */
export function seededChance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
