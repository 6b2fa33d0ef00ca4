import type { FileOutcome } from '#lib/media/upload-file.ts';

export type Sending = {
	/** Made once: a second try adds nothing twice. */
	readonly id: string;
	readonly file: File;
	state: 'waiting' | 'sending' | 'failed' | 'done';
	/** From 0 to 1. */
	part: number;
	/** Why it failed, in the page's language. */
	reason: string;
	stop: AbortController;
};

type Options = {
	/** Puts a file that has arrived where it belongs. */
	add: (sending: Pick<Sending, 'id' | 'file'>, fileId: string) => Promise<void>;
	/** Called when nothing is waiting or on its way any more, and something arrived. */
	onarrived: () => Promise<void>;
};

const AT_ONCE = 2;

/** Files on their way into a library: two at a time, each with its progress, a second try and a way to stop it. */
export class UploadList {
	items = $state<Sending[]>([]);
	#options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	/** Whether leaving the page now would break something off. */
	get isBusy(): boolean {
		return this.items.some(({ state }) => state === 'waiting' || state === 'sending');
	}

	/** Takes files in and begins to send them. */
	take(files: Iterable<File>): void {
		for (const file of files)
			this.items.push({
				...{ id: crypto.randomUUID(), file, state: 'waiting', part: 0, reason: '' },
				stop: new AbortController(),
			});
		this.#next();
	}

	/** Sends a failed file again; what has arrived of it already is not sent twice. */
	retry(item: Sending): void {
		Object.assign(item, { state: 'waiting', reason: '', stop: new AbortController() });
		this.#next();
	}

	/** Stops a file, or takes a failed one off the list. */
	drop(item: Sending): void {
		item.stop.abort();
		this.items = this.items.filter(({ id }) => id !== item.id);
		this.#next();
	}

	#next(): void {
		const sending = this.items.filter(({ state }) => state === 'sending').length;
		const waiting = this.items.filter(({ state }) => state === 'waiting');
		for (const item of waiting.slice(0, AT_ONCE - sending)) void this.#send(item);
	}

	async #send(item: Sending): Promise<void> {
		item.state = 'sending';
		const reason = await this.#attempt(item);
		if (!this.items.includes(item)) return;
		Object.assign(item, reason ? { state: 'failed', reason } : { state: 'done', part: 1 });
		this.#next();
		if (!this.isBusy) await this.#settle();
	}

	/** Why it did not work, or nothing. */
	async #attempt(item: Sending): Promise<string | undefined> {
		try {
			const { uploadFile } = await import('#lib/media/upload-file.ts');
			const onprogress = (part: number) => (item.part = part);
			const outcome = await uploadFile(item.file, { onprogress, signal: item.stop.signal });
			if (!outcome.ok) return await reasonOf(outcome);
			await this.#options.add(item, outcome.file.fileId);
			return undefined;
		} catch (error) {
			return whyRefused(error);
		}
	}

	/** What arrived is in the library itself now; what failed stays to be tried again. */
	async #settle(): Promise<void> {
		if (!this.items.some(({ state }) => state === 'done')) return;
		await this.#options.onarrived();
		this.items = this.items.filter(({ state }) => state !== 'done');
	}
}

async function whyRefused(error: unknown): Promise<string> {
	const [{ failureOf }, { tagFailure }, { failureText }] = await Promise.all([
		import('@kith/client/failure'),
		import('#lib/tags/tag-failure.ts'),
		import('#lib/shell/failure-text.ts'),
	]);
	const failure = failureOf(error);
	return tagFailure(failure) ?? failureText(failure);
}

async function reasonOf(outcome: Extract<FileOutcome, { ok: false }>): Promise<string> {
	const { uploadMessage } = await import('#lib/media/upload-message.ts');
	return uploadMessage(outcome);
}
