/** Probabilities from 0 to 1 of what goes wrong; the same seed goes wrong in the same places. */
export type FaultPlan = {
	seed: number;
	/** Between the SDK and the API. */
	api?: {
		/** Refused with 500 before anything is done. */
		error?: number;
		/** Refused with 429. */
		limit?: number;
		/** Never answered, nothing done. */
		hang?: number;
		/** Done, and the connection cut before the answer. */
		lost?: number;
		/** Done, and answered only once nothing goes wrong any more. */
		late?: number;
	};
	/** Between the event log and the endpoints. */
	webhooks?: {
		/** Delivered twice. */
		duplicate?: number;
		/** The first attempt goes nowhere; the retry comes later. */
		drop?: number;
		/** Never delivered at all. */
		lose?: number;
		/** Taken by the endpoint, but its answer is lost: it comes again. */
		unheard?: number;
		/** Held back up to an hour. */
		delay?: number;
		/** Delivered before the request that caused it is answered. */
		early?: number;
		/** Whatever is due is sent in any order. */
		shuffle?: boolean;
		/** Followed by an event of an account nobody knows. */
		stranger?: number;
		/** In the words of an older version of the API. */
		old?: number;
	};
};

export type ApiFault = 'error' | 'hang' | 'late' | 'limit' | 'lost';

/** Draws from a plan, one decision after the other. */
export class Faults {
	readonly plan: FaultPlan;
	#state: number;

	constructor(plan: FaultPlan) {
		this.plan = plan;
		this.#state = plan.seed >>> 0;
	}

	/** From 0 to below 1 (mulberry32). */
	draw(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	happens(chance: number | undefined): boolean {
		return chance !== undefined && chance > 0 && this.draw() < chance;
	}

	/** What goes wrong with the next request, if anything. */
	ofRequest(): ApiFault | null {
		const { error, limit, hang, lost, late } = this.plan.api ?? {};
		if (this.happens(error)) return 'error';
		if (this.happens(limit)) return 'limit';
		if (this.happens(hang)) return 'hang';
		if (this.happens(lost)) return 'lost';
		return this.happens(late) ? 'late' : null;
	}

	/** The items in an order of its own. */
	shuffled<T>(items: readonly T[]): T[] {
		return items
			.map((item): [number, T] => [this.draw(), item])
			.toSorted(([a], [b]) => a - b)
			.map(([, item]) => item);
	}
}
