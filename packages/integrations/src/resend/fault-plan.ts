import { seededChance } from '@kith/kernel/chance';

/** What goes wrong with a request: refused, done but not answered (`handle` rejects), or left hanging. */
export type Fault = 'rate_limit' | 'server_error' | 'lost_answer' | 'hang';

/** How one event is told: how often, how late, and whether its first telling gets lost on the way. */
export type Telling = { copies: number; delaySeconds: number; isLost: boolean };

export type FaultPlan = {
	/** Asked for every request to the API. */
	request: () => Fault | null;
	/** Asked for every event and endpoint. */
	telling: () => Telling;
	/** Puts what is due at one moment into the order in which it is told. */
	order: <T>(due: readonly T[]) => T[];
};

export type FaultRates = {
	/** The share of requests that go wrong, and how they do: each kind as often as the others. */
	requests?: { share: number; kinds: readonly Fault[] };
	duplicates?: number;
	losses?: number;
	delays?: { share: number; seconds: number };
	reorders?: boolean;
};

/** Nothing goes wrong. */
export const NO_FAULTS: FaultPlan = {
	request: () => null,
	telling: () => ({ copies: 1, delaySeconds: 0, isLost: false }),
	order: (due) => [...due],
};

/** Things go wrong by chance; the same seed goes wrong alike. */
export function seededFaults(seed: number, rates: FaultRates): FaultPlan {
	const chance = seededChance(seed);
	const hits = (share = 0) => chance() < share;
	return {
		request() {
			const { share = 0, kinds = [] } = rates.requests ?? {};
			return hits(share) ? (kinds[Math.floor(chance() * kinds.length)] ?? null) : null;
		},
		telling: () => ({
			copies: hits(rates.duplicates) ? 2 : 1,
			delaySeconds: hits(rates.delays?.share) ? chance() * (rates.delays?.seconds ?? 0) : 0,
			isLost: hits(rates.losses),
		}),
		order: (due) => (rates.reorders ? shuffled(due, chance) : [...due]),
	};
}

function shuffled<T>(items: readonly T[], chance: () => number): T[] {
	return items
		.map((item) => ({ item, rank: chance() }))
		.toSorted((one, other) => one.rank - other.rank)
		.map(({ item }) => item);
}
