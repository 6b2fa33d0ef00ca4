import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';
import { LimitReachedError } from '@kith/kernel/errors';

/** Counts attempts over all processes; keys carry the community. */
export interface Limiter {
	/**
	 * Takes one of `points` per `seconds` for `key`.
	 * Throws `LimitReachedError('limits.too_many', { retryAfterSeconds })` when none is left.
	 */
	take(key: string, points: number, seconds: number): Promise<void>;
	/** Gives back one that was taken. */
	giveBack(key: string, points: number, seconds: number): Promise<void>;
	/** Counts one more within `seconds` for `key`, and says how many that makes. */
	count(key: string, seconds: number): Promise<number>;
	/** How many were counted within the last `seconds` for `key`. */
	counted(key: string, seconds: number): Promise<number>;
}

/** No window holds as many. */
const UNLIMITED = 1_000_000_000;

/** A limiter in `streams.rate_limits`: exact under concurrency, because each count is one atomic statement. */
export function createLimiter(pool: pg.Pool): Limiter {
	const limiters = new Map<string, RateLimiterPostgres>();
	const limiterOf = (points: number, seconds: number) => {
		const name = `${points}/${seconds}`;
		const known = limiters.get(name);
		if (known) return known;
		const made = new RateLimiterPostgres({
			storeClient: pool,
			schemaName: 'streams',
			tableName: 'rate_limits',
			tableCreated: true,
			keyPrefix: name,
			points,
			duration: seconds,
			clearExpiredByTimeout: false,
		});
		limiters.set(name, made);
		return made;
	};
	return {
		async take(key, points, seconds) {
			try {
				await limiterOf(points, seconds).consume(key);
			} catch (error) {
				if (!(error instanceof RateLimiterRes)) throw error;
				throw new LimitReachedError('limits.too_many', {
					retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000),
				});
			}
		},
		async giveBack(key, points, seconds) {
			await limiterOf(points, seconds).reward(key);
		},
		async count(key, seconds) {
			const { consumedPoints } = await limiterOf(UNLIMITED, seconds).consume(key);
			return consumedPoints;
		},
		async counted(key, seconds) {
			const found = await limiterOf(UNLIMITED, seconds).get(key);
			return found?.consumedPoints ?? 0;
		},
	};
}
