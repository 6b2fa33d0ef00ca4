import { LRUCache } from 'lru-cache';
import type { Kysely } from 'kysely';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import { sign } from '@kith/kernel/seal';
import type { CommunityIdentity } from '../snapshot.ts';
import { createAuth, type Auth } from './auth.ts';

type Options = {
	secret: string;
	platformOrigin: string;
	platform: PlatformDb;
	communityDb: (community: CommunityIdentity) => CommunityDb;
};

/** One identity realm for staff and one per community; the few hundred in use are kept, at 140 KB each. */
export class Realms {
	readonly #options: Options;
	readonly #communities = new LRUCache<string, Auth>({ max: 300 });
	#platform: Auth | null = null;

	constructor(options: Options) {
		this.#options = options;
	}

	/** The realm of staff. */
	platform(): Auth {
		this.#platform ??= createAuth({
			db: this.#options.platform as unknown as Kysely<never>,
			secret: this.#secretOf('platform'),
			origin: this.#options.platformOrigin,
		});
		return this.#platform;
	}

	/** The realm of one community's members, on its address. */
	community(community: CommunityIdentity): Auth {
		const key = `${community.id} ${community.origin}`;
		const known = this.#communities.get(key);
		if (known) return known;
		const auth = createAuth({
			db: this.#options.communityDb(community) as unknown as Kysely<never>,
			secret: this.#secretOf(community.id),
			origin: community.origin,
		});
		this.#communities.set(key, auth);
		return auth;
	}

	/** A secret per realm: a cookie signed for one community means nothing to another. */
	#secretOf(realm: string): string {
		return sign(this.#options.secret, 'identity realm', realm);
	}
}
