import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Logger } from '@kith/kernel/logger';
import { createPool } from './connect.ts';
import { communityOf, createRoot, type CommunityDb } from './handles.ts';

export type Placed = { id: string; placement: string };

type LaneOptions = {
	/** Lanes per placement. */
	lanes: number;
	/** The app's connection string for a placement; throws for one that is not configured. */
	urlOf: (placement: string) => string;
	logger: Logger;
};

type Lane = { pool: pg.Pool; root: Kysely<unknown> };

/**
 * Connections to the communities: connection = hash(community), two per lane, so that one database backend knows
 * few communities and finds their catalogs warm.
 */
export class Lanes {
	readonly #options: LaneOptions;
	readonly #lanes = new Map<string, Lane>();

	constructor(options: LaneOptions) {
		this.#options = options;
	}

	/** The handle of one community, on its lane. Cheap: no connection is opened before the first statement. */
	communityDb(community: Placed): CommunityDb {
		return communityOf(this.#laneOf(community).root, community.id);
	}

	/** Closes every connection; running statements are waited for. */
	async close(): Promise<void> {
		await Promise.all([...this.#lanes.values()].map((lane) => lane.pool.end()));
		this.#lanes.clear();
	}

	#laneOf({ id, placement }: Placed): Lane {
		const number = laneNumber(id, this.#options.lanes);
		const key = `${placement}/${number}`;
		const known = this.#lanes.get(key);
		if (known) return known;
		const pool = createPool({
			url: this.#options.urlOf(placement),
			max: 2,
			logger: this.#options.logger,
			name: `lane ${key}`,
		});
		const lane = { pool, root: createRoot(pool) };
		this.#lanes.set(key, lane);
		return lane;
	}
}

/** Which of `lanes` lanes a community uses: stable over processes and restarts. */
export function laneNumber(communityId: string, lanes: number): number {
	return createHash('sha1').update(communityId).digest().readUInt32BE(0) % lanes;
}
