import { setTimeout as sleep } from 'node:timers/promises';
import { jittered } from '@kith/kernel/chance';

/** Waits so many milliseconds. */
export type Wait = (ms: number) => Promise<unknown>;

/** Where all requests to one vendor pass: closed for as long as the vendor says, for all of them. */
export class Turnstile {
	readonly #wait: Wait;
	#opensAt = 0;

	constructor(wait: Wait = sleep) {
		this.#wait = wait;
	}

	/** Resolves once requests may go again; each comes a little later than asked, and not all together. */
	async pass(): Promise<void> {
		const left = this.#opensAt - performance.now();
		if (left > 0) await this.#wait(jittered(left));
	}

	/** Lets nobody pass for `seconds` from now. */
	close(seconds: number): void {
		this.#opensAt = Math.max(this.#opensAt, performance.now() + seconds * 1000);
	}
}
