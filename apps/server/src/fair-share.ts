import type { ServerResponse } from 'node:http';

export type Limits = {
	/** Requests of one community that run at a time. */
	running: number;
	/** Those that may wait behind them. */
	waiting: number;
	/** How long one may wait for its turn, in milliseconds. */
	patience: number;
};

type Line = { running: number; waiting: Set<(isTurn: boolean) => void> };

/** What a server can do for one community without another feeling it; its lane has two connections. */
const FAIR_SHARE: Limits = { running: 12, waiting: 200, patience: 5000 };

/**
 * Gives each community its share of the process: beyond it requests wait in the community's own line, and beyond the
 * line, or after too long in it, they are to come again.
 */
export class FairShare {
	readonly #limits: Limits;
	readonly #lines = new Map<string, Line>();

	constructor(limits: Limits = FAIR_SHARE) {
		this.#limits = limits;
	}

	/** Resolves when a request of `key` may run; false when it may not. Who may must call `leave`. */
	async enter(key: string): Promise<boolean> {
		const line = this.#lines.get(key) ?? { running: 0, waiting: new Set() };
		this.#lines.set(key, line);
		if (line.running < this.#limits.running) {
			line.running += 1;
			return true;
		}
		if (line.waiting.size >= this.#limits.waiting) return false;
		return new Promise((resolve) => {
			const answer = (isTurn: boolean) => {
				clearTimeout(timer);
				line.waiting.delete(answer);
				resolve(isTurn);
			};
			const timer = setTimeout(() => answer(false), this.#limits.patience);
			line.waiting.add(answer);
		});
	}

	/** Gives the place of a request to the one that has waited longest. */
	leave(key: string): void {
		const line = this.#lines.get(key);
		if (!line) return;
		const [next] = line.waiting;
		if (next) return next(true);
		line.running -= 1;
		if (line.running === 0) this.#lines.delete(key);
	}
}

/** Whom a request waits for, what it is answered by, and how when its turn does not come. */
type Turn = { key: string; response: ServerResponse; refuse: () => void };

/**
 * Runs `answer` when it is its community's turn. Its place is free again as soon as all of the answer is written,
 * however slowly it is read, or when nobody waits for it any more.
 */
export async function inTurn(
	share: FairShare,
	{ key, response, refuse }: Turn,
	answer: () => Promise<void>,
): Promise<void> {
	if (!(await share.enter(key))) return refuse();
	let isHeld = true;
	const leave = () => {
		if (isHeld) share.leave(key);
		isHeld = false;
	};
	if (response.destroyed) return leave();
	for (const end of ['prefinish', 'close']) response.once(end, leave);
	await answer();
}
