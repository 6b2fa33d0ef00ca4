import { createContext } from 'svelte';
import type { EventName, EventPayload } from '@kith/domains/events';
import { backOff } from './back-off.ts';
import { RecentIds } from './recent-ids.ts';

type Listener<Name extends EventName> = (payload: EventPayload<Name>) => void;
type AnyListener = (payload: unknown) => void;

/**
 * The tab's one stream of events. The browser itself resumes a dropped connection where it ended; a refused one is
 * tried again, later each time. Ids that were delivered before are dropped.
 */
export class LiveStream {
	readonly #url: string;
	readonly #listeners = new Map<string, Set<AnyListener>>();
	readonly #seen = new RecentIds(1000);
	#source: EventSource | null = null;
	#failures = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;

	constructor(url: string) {
		this.#url = url;
	}

	/** Connects and stays connected until the returned function is called. Browser only. */
	start(): () => void {
		this.#connect();
		const leave = () => this.#close();
		const comeBack = ({ persisted }: PageTransitionEvent) => persisted && this.#connect();
		addEventListener('pagehide', leave);
		addEventListener('pageshow', comeBack);
		return () => {
			removeEventListener('pagehide', leave);
			removeEventListener('pageshow', comeBack);
			this.#close();
		};
	}

	/** Calls `listener` for every event of that kind; returns how to stop it. */
	on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
		const listeners = this.#listeners.get(name) ?? new Set();
		if (listeners.size === 0) this.#source?.addEventListener(name, this.#take);
		this.#listeners.set(name, listeners.add(listener as AnyListener));
		return () => {
			listeners.delete(listener as AnyListener);
			if (listeners.size === 0) this.#source?.removeEventListener(name, this.#take);
		};
	}

	readonly #take = ({ lastEventId, type, data }: MessageEvent<string>): void => {
		if (lastEventId && !this.#seen.add(lastEventId)) return;
		const payload: unknown = JSON.parse(data);
		for (const listener of this.#listeners.get(type) ?? []) listener(payload);
	};

	#connect(): void {
		this.#close();
		const source = new EventSource(this.#url);
		this.#source = source;
		for (const [name, listeners] of this.#listeners)
			if (listeners.size > 0) source.addEventListener(name, this.#take);
		source.onopen = () => {
			this.#failures = 0;
		};
		source.onerror = () => {
			if (source.readyState !== EventSource.CLOSED) return;
			this.#failures += 1;
			this.#retry = setTimeout(() => this.#connect(), backOff(this.#failures, spread()));
		};
	}

	#close(): void {
		clearTimeout(this.#retry);
		this.#source?.close();
		this.#source = null;
	}
}

function spread(): number {
	return (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 255;
}

/** The tab's stream, for pages below the shell. */
export const [getLive, setLive] = createContext<LiveStream>();
