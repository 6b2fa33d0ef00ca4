import type { Kind, Kinds } from './kinds.ts';

type Kept = { id: string };
type Undo = [account: string, kind: Kind, id: string, old: Kept | undefined];

/** By which fields objects are looked up; what has none is found by walking. */
const INDEXES: { [K in Kind]?: Record<string, (value: Kinds[K]) => string | null | undefined> } = {
	subscription: { customer: ({ customer }) => customer as string },
	invoice: {
		customer: ({ customer }) => customer as string,
		subscription: ({ parent }) => parent?.subscription_details?.subscription as string,
	},
	invoiceitem: { pending: (item) => (item.invoice === null ? (item.customer as string) : null) },
	invoice_payment: {
		invoice: ({ invoice }) => invoice as string,
		payment: ({ payment }) => payment.payment_intent as string,
	},
	payment_method: { customer: ({ customer }) => customer as string },
	charge: { payment_intent: ({ payment_intent }) => payment_intent as string },
	refund: { charge: ({ charge }) => charge as string },
	price: {
		product: ({ product }) => product as string,
		lookup_key: ({ lookup_key }) => lookup_key,
	},
	promotion_code: { code: ({ code }) => code.toLowerCase() },
	tax_id: { customer: ({ customer }) => customer as string },
	credit_note: { invoice: ({ invoice }) => invoice as string },
	customer_balance_transaction: { customer: ({ customer }) => customer as string },
};

/** Told of every change that stays, `undefined` where an object went. */
export type Watch = (account: string, kind: Kind, id: string, value: unknown) => void;

type Index = {
	key: (value: never) => string | null | undefined;
	found: Map<string, Set<string>>;
};

class Table {
	readonly rows = new Map<string, Kept>();
	readonly indexes: Index[] = [];
	readonly names: string[];

	constructor(kind: Kind) {
		const declared = INDEXES[kind] ?? {};
		this.names = Object.keys(declared);
		for (const key of Object.values(declared)) this.indexes.push({ key, found: new Map() });
	}

	set(id: string, value: Kept | undefined): Kept | undefined {
		const old = this.rows.get(id);
		for (const { key, found } of this.indexes) {
			const before = old && key(old as never);
			const after = value && key(value as never);
			if (before === after) continue;
			if (before) found.get(before)?.delete(id);
			const ids = after && found.get(after);
			if (ids) ids.add(id);
			else if (after) found.set(after, new Set([id]));
		}
		if (value === undefined) this.rows.delete(id);
		else this.rows.set(id, value);
		return old;
	}
}

/** Every account's objects, in the order they came. What is kept is never changed, only replaced. */
export class Store {
	readonly #accounts = new Map<string, Map<Kind, Table>>();
	#undo: Undo[] | null = null;
	watch: Watch = () => undefined;

	get<K extends Kind>(account: string, kind: K, id: string): Kinds[K] | undefined {
		return this.#table(account, kind).rows.get(id) as Kinds[K] | undefined;
	}

	put<K extends Kind>(account: string, kind: K, value: Kinds[K]): Kinds[K] {
		this.#set(account, kind, value.id, value);
		return value;
	}

	drop(account: string, kind: Kind, id: string): void {
		if (this.#table(account, kind).rows.has(id)) this.#set(account, kind, id, undefined);
	}

	/** Oldest first. */
	all<K extends Kind>(account: string, kind: K): Kinds[K][] {
		return [...this.#table(account, kind).rows.values()] as Kinds[K][];
	}

	/** Those whose indexed field has this value. */
	by<K extends Kind>(account: string, kind: K, index: string, value: string): Kinds[K][] {
		const table = this.#table(account, kind);
		const ids = table.indexes[table.names.indexOf(index)]?.found.get(value);
		return [...(ids ?? [])].map((id) => table.rows.get(id)) as Kinds[K][];
	}

	/** Takes the oldest away until no more than `most` are left, where `may` lets them go. */
	trim<K extends Kind>(
		account: string,
		kind: K,
		most: number,
		may: (value: Kinds[K]) => boolean,
	): void {
		const { rows } = this.#table(account, kind);
		let surplus = rows.size - most;
		for (const [id, value] of rows) {
			if (surplus <= 0) return;
			if (may(value as Kinds[K])) this.#set(account, kind, id, undefined);
			surplus -= 1;
		}
	}

	size(account: string, kind: Kind): number {
		return this.#table(account, kind).rows.size;
	}

	accounts(): string[] {
		return [...this.#accounts.keys()];
	}

	/** Does the work whole, or not at all when it throws what `keeps` does not let stand. */
	atomically<T>(work: () => T, keeps: (error: unknown) => boolean = () => false): T {
		const isOutermost = this.#undo === null;
		const undo = (this.#undo ??= []);
		const before = undo.length;
		try {
			return work();
		} catch (error) {
			if (!keeps(error)) this.#revert(undo, before);
			throw error;
		} finally {
			if (isOutermost) this.#undo = null;
		}
	}

	/** What was done so far stays, also when the work it is part of fails. */
	keep(): void {
		if (this.#undo !== null) this.#undo.length = 0;
	}

	/** What the work would come to; nothing of it stays. */
	sandbox<T>(work: () => T): T {
		return this.atomically(() => {
			const undo = this.#undo ?? [];
			const before = undo.length;
			try {
				return work();
			} finally {
				this.#revert(undo, before);
			}
		});
	}

	#revert(undo: Undo[], before: number): void {
		for (const [account, kind, id, old] of undo.splice(before).toReversed()) {
			this.#table(account, kind).set(id, old);
			this.watch(account, kind, id, old);
		}
	}

	#set(account: string, kind: Kind, id: string, value: Kept | undefined): void {
		const old = this.#table(account, kind).set(id, value);
		this.watch(account, kind, id, value);
		this.#undo?.push([account, kind, id, old]);
	}

	#table(account: string, kind: Kind): Table {
		let tables = this.#accounts.get(account);
		if (tables === undefined) this.#accounts.set(account, (tables = new Map()));
		let table = tables.get(kind);
		if (table === undefined) tables.set(kind, (table = new Table(kind)));
		return table;
	}
}
