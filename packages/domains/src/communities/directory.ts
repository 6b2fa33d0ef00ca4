import { LRUCache } from 'lru-cache';
import type { PlatformDb } from '@kith/db/handles';
import { communityById, communityBySlug } from './communities.queries.ts';
import type { CommunityIdentity } from '../snapshot.ts';

const NOBODY = Symbol('no community');

/** Which community answers on which address; in memory, dropped when any process renames or opens one. */
export class Directory {
	readonly #platform: PlatformDb;
	readonly #platformOrigin: string;
	readonly #entries = new LRUCache<string, CommunityIdentity | typeof NOBODY>({
		max: 10_000,
		ttl: 300_000,
	});

	constructor(platform: PlatformDb, platformOrigin: string) {
		this.#platform = platform;
		this.#platformOrigin = platformOrigin;
	}

	/** The community at `<slug>.<platform host>`; null when there is none. */
	bySlug(slug: string): Promise<CommunityIdentity | null> {
		return this.#find(`slug ${slug}`, () =>
			communityBySlug(this.#platform, slug).executeTakeFirst(),
		);
	}

	/** The community with this permanent id; null when there is none. */
	byId(id: string): Promise<CommunityIdentity | null> {
		return this.#find(`id ${id}`, () => communityById(this.#platform, id).executeTakeFirst());
	}

	/** Forgets what is known of one community, and that its addresses were free. */
	drop(communityId: string): void {
		for (const [key, entry] of this.#entries.entries())
			if (entry === NOBODY || entry.id === communityId) this.#entries.delete(key);
	}

	/** Forgets everything: after a gap in the bus nothing in memory can be trusted. */
	clear(): void {
		this.#entries.clear();
	}

	async #find(
		key: string,
		read: () => Promise<Row | undefined>,
	): Promise<CommunityIdentity | null> {
		const known = this.#entries.get(key);
		if (known !== undefined) return known === NOBODY ? null : known;
		const row = await read();
		const entry = row ? this.#identity(row) : NOBODY;
		// An unknown address is asked for by mistake or by a scanner: remember it briefly.
		this.#entries.set(key, entry, entry === NOBODY ? { ttl: 5000 } : {});
		return entry === NOBODY ? null : entry;
	}

	#identity(row: Row): CommunityIdentity {
		return {
			...row,
			status: row.status as CommunityIdentity['status'],
			origin: originOf(this.#platformOrigin, row.slug),
		};
	}
}

type Row = Omit<CommunityIdentity, 'origin' | 'status'> & { status: string };

/** The address of a community: its slug as a label below the platform's host. */
export function originOf(platformOrigin: string, slug: string): string {
	const url = new URL(platformOrigin);
	url.hostname = `${slug}.${url.hostname}`;
	return url.origin;
}
