import { createContext } from 'svelte';
import { systemClock } from '@kith/kernel/clock';

const MINUTE_MS = 60_000;

/** "Now" as the page shows it: first the server's minute, so that both render the same, then the reader's own. */
export class ReadingClock {
	now: Date = $state.raw(systemClock.now());
	timeZone = $state('UTC');
	/** The language of times, with how the community tells the hour where it says so. */
	readonly locale: string;
	#own: string | null;

	/** `own` is the zone that the reader's or the community's settings say; without one it is the device's, which only the browser knows. */
	constructor(now: Date, own: string | null, locale: string) {
		this.now = now;
		this.locale = locale;
		this.#own = own;
		this.timeZone = own ?? 'UTC';
	}

	/** Follows the reader's clock and zone until the returned function is called. Browser only. */
	start(): () => void {
		this.timeZone = this.#own ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
		this.now = systemClock.now();
		const timer = setInterval(() => {
			this.now = systemClock.now();
		}, MINUTE_MS);
		return () => clearInterval(timer);
	}
}

/** The page's clock, for every time that is shown. */
export const [getClock, setClock] = createContext<ReadingClock>();
