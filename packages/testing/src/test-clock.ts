import type { Clock } from '@kith/kernel/clock';

/** The machine's clock, movable: tests go forward in time instead of waiting. */
export class TestClock implements Clock {
	#aheadSeconds = 0;

	now(): Date {
		return new Date(Date.now() + this.#aheadSeconds * 1000);
	}

	/** Moves time on by `seconds`. */
	advance(seconds: number): void {
		this.#aheadSeconds += seconds;
	}
}
