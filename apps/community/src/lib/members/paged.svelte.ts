import { failureOf } from '@kith/client/failure';
import { failureText } from '#lib/shell/failure-text.ts';
import { notify } from '#lib/shell/notify.ts';

type Page<Item> = { items: Item[]; nextCursor: string | null };

/** A list that grows in place, page by page; what was appended goes with the first page it belongs to. */
export class Paged<Item> {
	items: readonly Item[] = $state.raw([]);
	nextCursor: string | null = $state(null);
	isLoading = $state(false);
	readonly #read: (cursor: string | null) => Promise<Page<Item>>;

	constructor(first: Page<Item>, read: (cursor: string | null) => Promise<Page<Item>>) {
		this.items = first.items;
		this.nextCursor = first.nextCursor;
		this.#read = read;
	}

	/** Appends the next page; why that did not work is told beside the list. */
	async more(): Promise<void> {
		this.isLoading = true;
		try {
			const next = await this.#read(this.nextCursor);
			this.items = [...this.items, ...next.items];
			this.nextCursor = next.nextCursor;
		} catch (error) {
			void notify('error', failureText(failureOf(error)));
		}
		this.isLoading = false;
	}
}
