import type Stripe from 'stripe';
import type { Clock } from '@kith/kernel/clock';
import type { Ids } from './ids.ts';
import type { Shop } from './shop.ts';
import type { Store } from './store.ts';
import type { Timers } from './timers.ts';

/** What the owner of real accounts sets in Stripe's dashboard, and no call of the API does. */
export type Settings = {
	/** Days after a failed payment on which a renewal is tried again, each counted from the try before. */
	retryDays: readonly number[];
	/** What becomes of a subscription whose invoice no retry could collect. */
	afterRetries: 'canceled' | 'past_due' | 'unpaid';
};

/** What happens when a timer of this task is due. */
export type Task = (shop: Shop, target: string) => void;

/** The parts that everything in one stand-in shares. */
export type World = {
	readonly clock: Clock;
	readonly store: Store;
	readonly timers: Timers;
	readonly ids: Ids;
	/** The account that the API key belongs to. */
	readonly platform: string;
	readonly settings: Settings;
	readonly tasks: Readonly<Record<string, Task>>;
	/** Where a browser reaches the hosted pages. */
	pagesUrl: string;
	/** Told of each event once it is in the log. */
	told: (event: Stripe.Event) => void;
};

/** The clock that everything runs on which is on no test clock. */
export const REAL = 'real';
