import { refreshAll } from '$app/navigation';
import type { SpaceRow, SpaceTree } from '@kith/domains/spaces/schema';
import { createStudioClient } from '@kith/client/browser';
import { toast } from '@kith/ui/toast';
import {
	arrangementOf,
	isSame,
	orderOf,
	placeSpace,
	stepGroup,
	stepSpace,
	type Arrangement,
} from '#lib/spaces/arrangement.ts';
import { textOfFailure } from '#lib/studio/failure-text.ts';
import { m } from '#lib/paraglide/messages.js';

export type Spot = { groupId: string | null; index: number };

/** The groups and spaces on the page, in the order that is being made; every change is saved at once, in turn. */
export class SpaceBoard {
	readonly #communityId: () => string;
	readonly #tree: () => SpaceTree;
	#saving: Promise<void> = Promise.resolve();
	#pending = 0;

	arrangement: Arrangement;
	/** Read out after a move. */
	spoken = $state('');
	dragged = $state<string>();
	spot = $state<Spot>();

	constructor(communityId: () => string, tree: () => SpaceTree) {
		this.#communityId = communityId;
		this.#tree = tree;
		this.arrangement = $derived(arrangementOf(this.#tree()));
	}

	/** The shelves as they are shown. */
	get shelves() {
		const { groups, spaces } = this.#tree();
		return this.arrangement.map(({ groupId, spaceIds }) => ({
			groupId,
			name: groups.find(({ id }) => id === groupId)?.name ?? '',
			spaces: spaceIds.flatMap((id) => spaces.find((space) => space.id === id) ?? []),
		}));
	}

	stepSpace(space: SpaceRow, step: -1 | 1): void {
		this.#apply(stepSpace(this.arrangement, space.id, step), space.name);
	}

	stepGroup(group: { id: string; name: string }, step: -1 | 1): void {
		this.#apply(stepGroup(this.arrangement, group.id, step), group.name);
	}

	moveTo(space: SpaceRow, groupId: string | null): void {
		const index = this.arrangement.find((one) => one.groupId === groupId)?.spaceIds.length ?? 0;
		this.#apply(placeSpace(this.arrangement, space.id, { groupId, index }), space.name);
	}

	drop(): void {
		const space = this.#tree().spaces.find(({ id }) => id === this.dragged);
		if (space && this.spot)
			this.#apply(placeSpace(this.arrangement, space.id, this.spot), space.name);
		this.dragged = undefined;
		this.spot = undefined;
	}

	#apply(next: Arrangement, name: string): void {
		if (isSame(next, this.arrangement)) return;
		this.arrangement = next;
		this.spoken = this.#placeOf(name);
		this.#pending += 1;
		this.#saving = this.#saving.then(() => this.#save(next));
	}

	async #save(order: Arrangement): Promise<void> {
		this.#pending -= 1;
		// A later order holds everything an earlier one said.
		if (this.#pending > 0) return;
		try {
			await createStudioClient(this.#communityId()).spaces.arrange.mutate(orderOf(order));
		} catch (error) {
			toast.error(textOfFailure(error));
			await refreshAll();
		}
	}

	#placeOf(name: string): string {
		for (const { name: group, spaces } of this.shelves) {
			const place = spaces.findIndex((space) => space.name === name) + 1;
			if (place > 0)
				return m.spaces_moved({
					name,
					place,
					total: spaces.length,
					group: group || m.spaces_no_group(),
				});
		}
		return m.spaces_group_moved({ name });
	}
}
