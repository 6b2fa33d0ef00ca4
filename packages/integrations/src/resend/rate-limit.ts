import type { Clock } from '@kith/kernel/clock';
import { WireError } from './wire-error.ts';

export type RateHeaders = Record<
	'ratelimit-limit' | 'ratelimit-remaining' | 'ratelimit-reset',
	string
>;

/** At most `perSecond` requests in one second; none are counted when it is null. */
export class RateLimit {
	readonly #perSecond: number | null;
	readonly #clock: Clock;
	#second = 0;
	#used = 0;

	constructor(perSecond: number | null, clock: Clock) {
		this.#perSecond = perSecond;
		this.#clock = clock;
	}

	/** Counts a request; returns what its answer says of the limit. Throws `rate_limit_exceeded` for one too many. */
	take(): Partial<RateHeaders> {
		const limit = this.#perSecond;
		if (limit === null) return {};
		const second = Math.floor(this.#clock.now().getTime() / 1000);
		if (second !== this.#second) this.#used = 0;
		this.#second = second;
		this.#used++;
		const headers: RateHeaders = {
			'ratelimit-limit': String(limit),
			'ratelimit-remaining': String(Math.max(0, limit - this.#used)),
			'ratelimit-reset': '1',
		};
		if (this.#used <= limit) return headers;
		throw new WireError(
			'rate_limit_exceeded',
			`Too many requests. You can only make ${limit} requests per second.`,
			{ ...headers, 'retry-after': '1' },
		);
	}
}
