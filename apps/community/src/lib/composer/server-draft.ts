import { createCommunityClient } from '@kith/client/browser';
import type { CommunityInputs, CommunityOutputs } from '@kith/domains';
import type { RichText } from '@kith/domains/rich-text/schema';

const PAUSE_MS = 2500;

type Saved = CommunityInputs['drafts']['save'];
export type DraftPlace = {
	/** What is written, as the server names drafts: `post:<id>`, `comment:<post>`, `reply:<comment>`, `post-edit:<id>`. */
	key: string;
	/** What stands around the text at this moment. */
	fields: () => NonNullable<Saved['fields']>;
	/** Whether what the server keeps can be gone on with; left out, it always can. */
	fits?: (fields: Kept['fields']) => boolean;
};

type Kept = NonNullable<CommunityOutputs['drafts']['get']>;

/** A draft kept for the writer's other devices. Whatever fails here, this device has it too. */
export class ServerDraft {
	readonly #place: DraftPlace;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#last: Promise<unknown> = Promise.resolve();

	constructor(place: DraftPlace) {
		this.#place = place;
	}

	/** What the server knows, or null: also while it cannot be reached. */
	async read(): Promise<{ body: RichText; updatedAt: Date; fits: boolean } | null> {
		const { key, fits } = this.#place;
		try {
			const kept = await createCommunityClient().drafts.get.query({ key });
			return kept && { ...kept, fits: fits?.(kept.fields) ?? true };
		} catch {
			return null;
		}
	}

	/** Saves after a pause; one save at a time, so that an older text never overtakes a newer one. */
	save(body: RichText): void {
		clearTimeout(this.#timer);
		const { key, fields } = this.#place;
		this.#timer = setTimeout(() => {
			const draft = { key, fields: fields(), body };
			this.#enqueue(() => createCommunityClient().drafts.save.mutate(draft));
		}, PAUSE_MS);
	}

	/** Lets it go, after whatever is on its way. */
	discard(): void {
		clearTimeout(this.#timer);
		const { key } = this.#place;
		this.#enqueue(() => createCommunityClient().drafts.discard.mutate({ key }));
	}

	#enqueue(step: () => Promise<unknown>): void {
		this.#last = this.#last.then(step).catch(() => {});
	}
}
