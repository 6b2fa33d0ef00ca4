/** What goes wrong on the way from Stripe while lifecycles are lived. */
export type LifePlan = {
	seed: number;
	webhooks: {
		duplicate: number;
		drop: number;
		lose: number;
		unheard: number;
		delay: number;
		early: number;
		stranger: number;
		shuffle: boolean;
	};
	/** Events are handled as soon as they are told, within the request that caused them if they are early. */
	isAtOnce: boolean;
	/** Otherwise so many beside each other. */
	beside: number;
};

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function drawsOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A plan by its number. */
export function lifePlan(seed: number): LifePlan {
	const draw = drawsOf(seed);
	const some = (most: number): number => Math.round(draw() * most * 100) / 100;
	return {
		seed,
		webhooks: {
			...{ duplicate: some(0.6), drop: some(0.5), lose: some(0.4), unheard: some(0.3) },
			...{ delay: some(0.6), early: some(0.5), stranger: some(0.1), shuffle: draw() < 0.6 },
		},
		isAtOnce: draw() < 0.5,
		beside: draw() < 0.5 ? 1 : 4,
	};
}
