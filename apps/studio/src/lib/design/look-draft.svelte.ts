import type { Look } from '@kith/domains/communities/schema';
import { createStudioClient } from '@kith/client/browser';
import { textOfFailure } from '#lib/studio/failure-text.ts';

const PAUSE_MS = 500;
const KEYS = ['brand', 'font', 'radius', 'density', 'logoFileId'] as const;

/** A look being tried: kept on the server a moment after each change, published or thrown away on demand. */
export class LookDraft {
	readonly #client: ReturnType<typeof createStudioClient>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<void> = Promise.resolve();

	look = $state.raw<Look>() as Look;
	published = $state.raw<Look>() as Look;
	state = $state<'idle' | 'saving' | 'failed'>('idle');
	busy = $state<'publishing' | 'discarding'>();
	/** Why the last thing asked for did not happen; empty when it did. */
	refusal = $state('');

	constructor(communityId: string, { look, draft }: { look: Look; draft: Look }) {
		this.#client = createStudioClient(communityId);
		this.look = draft;
		this.published = look;
	}

	get isChanged(): boolean {
		return KEYS.some((key) => this.look[key] !== this.published[key]);
	}

	change(part: Partial<Look>): void {
		this.look = { ...this.look, ...part };
		this.state = 'saving';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
	}

	/** Sends what has not been sent; saves follow one another, so the last change wins. */
	save(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.state === 'idle') return this.#running;
		this.#running = this.#running.then(async () => {
			const sent = this.look;
			try {
				await this.#client.communities.saveDraftLook.mutate(sent);
				if (sent === this.look) this.state = 'idle';
				this.refusal = '';
			} catch (error) {
				this.state = 'failed';
				this.refusal = textOfFailure(error);
			}
		});
		return this.#running;
	}

	/** Makes the look everybody's. Resolves to whether it is. */
	async publish(): Promise<boolean> {
		return this.#attempt('publishing', async () => {
			await this.save();
			if (this.state === 'failed') return;
			const { look } = this;
			await this.#client.communities.publishLook.mutate(look);
			this.published = look;
		});
	}

	/** Goes back to what everybody sees. Resolves to whether it did. */
	async discard(): Promise<boolean> {
		return this.#attempt('discarding', async () => {
			clearTimeout(this.#timer);
			await this.#running;
			await this.#client.communities.discardDraftLook.mutate();
			this.look = this.published;
			this.state = 'idle';
		});
	}

	async #attempt(busy: 'publishing' | 'discarding', run: () => Promise<void>): Promise<boolean> {
		this.busy = busy;
		this.refusal = '';
		try {
			await run();
		} catch (error) {
			this.refusal = textOfFailure(error);
		} finally {
			this.busy = undefined;
		}
		return this.refusal === '';
	}
}
