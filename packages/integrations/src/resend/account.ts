import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '@kith/kernel/ids';

export type KeptDomain = {
	id: string;
	name: string;
	region: string;
	createdAt: string;
	status: 'not_started' | 'pending' | 'verified' | 'failed' | 'partially_verified';
};

export type KeptKey = {
	id: string;
	name: string;
	token: string;
	createdAt: string;
	lastUsedAt: string | null;
	permission: 'full_access' | 'sending_access';
	domainId: string | null;
};

export type KeptEndpoint = {
	id: string;
	endpoint: string;
	createdAt: string;
	status: 'enabled' | 'disabled';
	/** Names such as `email.bounced`; all of them when it is null. */
	events: string[] | null;
	secret: string;
};

export type KeptSuppression = {
	id: string;
	email: string;
	origin: 'bounce' | 'complaint' | 'manual';
	sourceId: string | null;
	createdAt: string;
};

type Shelves = {
	domains: KeptDomain[];
	keys: KeptKey[];
	endpoints: KeptEndpoint[];
	suppressions: KeptSuppression[];
};

const NOTHING = (): Shelves => ({ domains: [], keys: [], endpoints: [], suppressions: [] });
const OWN_ENDPOINT = 'own';
const START = '2026-01-01T00:00:00.000Z';

/** What an account at the vendor holds beside its mails: in memory, and as one JSON file. */
export class Account {
	readonly #file: string;
	readonly #webhook: { endpoint: string; secret: string } | undefined;
	#shelves: Promise<Shelves> | undefined;
	#writing: Promise<unknown> = Promise.resolve();

	/** `webhook` is an endpoint that stands from the start, whatever the file says of it. */
	constructor(file: string, webhook?: { endpoint: string; secret: string }) {
		this.#file = file;
		this.#webhook = webhook;
	}

	/** What lies on a shelf, oldest first. */
	async all<Shelf extends keyof Shelves>(shelf: Shelf): Promise<readonly Shelves[Shelf][number][]> {
		return (await this.#load())[shelf];
	}

	async add<Shelf extends keyof Shelves>(
		shelf: Shelf,
		item: Omit<Shelves[Shelf][number], 'id'>,
	): Promise<Shelves[Shelf][number]> {
		const kept = { id: newId(), ...item } as Shelves[Shelf][number];
		const shelves = await this.#load();
		(shelves[shelf] as Shelves[Shelf][number][]).push(kept);
		await this.#save();
		return kept;
	}

	/** Changes an item, which `all` or `add` gave, for good. */
	async change<T extends object>(item: T, change: Partial<T>): Promise<void> {
		Object.assign(item, change);
		await this.#save();
	}

	async remove(shelf: keyof Shelves, id: string): Promise<void> {
		const shelves = await this.#load();
		const items: { id: string }[] = shelves[shelf];
		const index = items.findIndex((item) => item.id === id);
		if (index >= 0) items.splice(index, 1);
		await this.#save();
	}

	#load(): Promise<Shelves> {
		return (this.#shelves ??= this.#read());
	}

	async #read(): Promise<Shelves> {
		const text = await readFile(this.#file, 'utf8').catch(() => '{}');
		const shelves: Shelves = { ...NOTHING(), ...(JSON.parse(text) as Partial<Shelves>) };
		if (!this.#webhook) return shelves;
		const rest = shelves.endpoints.filter(({ id }) => id !== OWN_ENDPOINT);
		const own = { id: OWN_ENDPOINT, status: 'enabled', events: null, createdAt: START } as const;
		return { ...shelves, endpoints: [{ ...own, ...this.#webhook }, ...rest] };
	}

	#save(): Promise<void> {
		const saved = this.#writing.then(async () => {
			await mkdir(path.dirname(this.#file), { recursive: true });
			await writeFile(`${this.#file}.part`, JSON.stringify(await this.#load(), null, '\t'));
			await rename(`${this.#file}.part`, this.#file);
		});
		this.#writing = saved.catch(() => undefined);
		return saved;
	}
}
