import { untrack } from 'svelte';
import { readKept, writeKept } from './kept.ts';

type Saved<Value> = { version: number; value: Value };
type Source<Value> = {
	/** Where the tab keeps it. */
	key: string;
	saved: () => Saved<Value>;
	/** What a kept value is, if it still is one; undefined drops it. */
	check: (found: unknown) => Value | undefined;
};

/**
 * An edit of something that has versions: it outlives a reload and a look at other pages, and knows when somebody else
 * saved meanwhile. Make it while a component is made.
 */
export class KeptEdit<Value> {
	readonly #source: Source<Value>;
	value: Value;
	#basedOn: number;
	#base: string;
	readonly isDirty: boolean;
	/** Whether another version was saved since this edit began. */
	readonly isOvertaken: boolean;

	constructor(source: Source<Value>) {
		this.#source = source;
		const { version, value } = untrack(source.saved);
		this.value = $state.raw(value);
		this.#basedOn = $state(version);
		this.#base = $state(JSON.stringify(value));
		this.isDirty = $derived(JSON.stringify(this.value) !== this.#base);
		this.isOvertaken = $derived(this.isDirty && source.saved().version !== this.#basedOn);
		this.#keep();
	}

	/** The version that a save would go upon. */
	get basedOn(): number {
		return this.#basedOn;
	}

	/** Begins anew with what is saved. */
	reset(): void {
		const { version, value } = this.#source.saved();
		this.value = value;
		this.#rest(version, value);
	}

	/** Goes on with what was typed, upon what was saved meanwhile. */
	rebase(): void {
		const { version, value } = this.#source.saved();
		this.#rest(version, value);
	}

	#rest(version: number, value: Value): void {
		this.#basedOn = version;
		this.#base = JSON.stringify(value);
	}

	#keep(): void {
		let isRestored = $state(false);
		$effect(() => {
			untrack(() => this.#restore());
			isRestored = true;
		});
		$effect(() => {
			const { version } = this.#source.saved();
			if (!isRestored || this.isDirty || version === this.#basedOn) return;
			untrack(() => this.reset());
		});
		$effect(() => {
			if (!isRestored) return;
			const { value } = this;
			const kept = { basedOn: this.#basedOn, base: this.#base, value };
			writeKept(this.#source.key, this.isDirty ? kept : null);
		});
	}

	#restore(): void {
		const kept = readKept(this.#source.key);
		const value = kept ? this.#source.check(kept.value) : undefined;
		if (!kept || value === undefined) return;
		this.value = value;
		this.#basedOn = kept.basedOn;
		this.#base = kept.base;
	}
}
