import { refreshAll } from '$app/navigation';
import { createStudioClient } from '@kith/client/browser';
import type { MemberField } from '@kith/domains/fields/schema';
import { toast } from '@kith/ui/toast';
import { textOfFailure } from '#lib/studio/failure-text.ts';
import { m } from '#lib/paraglide/messages.js';

/** The fields in use, in the order that is being made; every move is saved at once, in turn. */
export class FieldBoard {
	readonly #communityId: () => string;
	#saving: Promise<void> = Promise.resolve();

	fields: readonly MemberField[];
	/** Read out after a move. */
	spoken = $state('');

	constructor(communityId: () => string, all: () => readonly MemberField[]) {
		this.#communityId = communityId;
		this.fields = $derived(all().filter(({ archivedAt }) => archivedAt === null));
	}

	step(field: MemberField, step: -1 | 1): void {
		const from = this.fields.findIndex(({ id }) => id === field.id);
		const to = from + step;
		if (from < 0 || to < 0 || to >= this.fields.length) return;
		const order = this.fields.toSpliced(from, 1).toSpliced(to, 0, field);
		this.fields = order;
		const place = { name: field.label, place: to + 1, count: order.length };
		this.spoken = m.fields_moved(place);
		const fieldIds = order.map(({ id }) => id);
		this.#saving = this.#saving.then(() => this.#save(fieldIds));
	}

	async #save(fieldIds: string[]): Promise<void> {
		try {
			await createStudioClient(this.#communityId()).fields.arrange.mutate({ fieldIds });
		} catch (error) {
			toast.error(textOfFailure(error));
			await refreshAll();
		}
	}
}
