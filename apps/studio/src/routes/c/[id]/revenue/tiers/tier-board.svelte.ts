import { refreshAll } from '$app/navigation';
import { createStudioClient } from '@kith/client/browser';
import type { Tier } from '@kith/domains/tiers/schema';
import { toast } from '@kith/ui/toast';
import { textOfFailure } from '#lib/studio/failure-text.ts';
import { LineOrder } from '#lib/studio/line-order.svelte.ts';

/** The tiers that are not put away, in the order that is being made; every move is saved at once, in turn. */
export class TierBoard {
	readonly #communityId: () => string;
	readonly #all: () => readonly Tier[];
	#saving: Promise<void> = Promise.resolve();

	tiers: readonly Tier[];
	readonly order: LineOrder<Tier>;

	constructor(communityId: () => string, all: () => readonly Tier[]) {
		this.#communityId = communityId;
		this.#all = all;
		this.tiers = $derived(all().filter(({ status }) => status !== 'archived'));
		this.order = new LineOrder<Tier>({
			...{ lines: () => this.tiers, arrange: (tiers) => this.#arrange(tiers) },
			nameOf: ({ name }) => name,
		});
	}

	#arrange(tiers: readonly Tier[]): void {
		this.tiers = tiers;
		const archived = this.#all().filter(({ status }) => status === 'archived');
		const tierIds = [...tiers, ...archived].map(({ id }) => id);
		this.#saving = this.#saving.then(() => this.#save(tierIds));
	}

	async #save(tierIds: string[]): Promise<void> {
		try {
			await createStudioClient(this.#communityId()).tiers.arrange.mutate({ tierIds });
		} catch (error) {
			toast.error(textOfFailure(error));
			await refreshAll();
		}
	}
}
