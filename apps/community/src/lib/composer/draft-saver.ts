const PAUSE_MS = 600;

/** Saves after a pause in typing, and at once when the page is hidden or left: a crash costs half a second of words. */
export class DraftSaver {
	readonly #save: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(save: () => void) {
		this.#save = save;
	}

	/** Call it on every change. */
	touch(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.flush(), PAUSE_MS);
	}

	/** Saves what a pause still holds back. */
	readonly flush = (): void => {
		if (this.#timer === undefined) return;
		this.cancel();
		this.#save();
	};

	/** Drops what a pause still holds back. */
	cancel(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	/** Starts to watch for the page being left; returns what ends it. */
	watch(): () => void {
		document.addEventListener('visibilitychange', this.flush);
		window.addEventListener('pagehide', this.flush);
		return () => {
			document.removeEventListener('visibilitychange', this.flush);
			window.removeEventListener('pagehide', this.flush);
			this.flush();
		};
	}
}
