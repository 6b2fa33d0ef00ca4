import { createHash } from 'node:crypto';
import type { KeyUse } from './kinds.ts';
import { StripeError } from './stripe-error.ts';
import type { World } from './world.ts';

const KEY_LIFE_SECONDS = 24 * 60 * 60;

/** What is known of the idempotency keys of one stand-in. */
export class Keys {
	readonly #world: World;
	readonly #running = new Set<string>();

	constructor(world: World) {
		this.#world = world;
	}

	/** The first answer to this key, none yet, or Stripe's refusal of its use. */
	begin(account: string, key: string, hash: string): KeyUse | null {
		const busy = `${account} ${key}`;
		if (this.#running.has(busy))
			throw new StripeError(
				`There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
				{ status: 409, type: 'idempotency_error', code: 'idempotency_key_in_use' },
			);
		const use = this.#world.store.get(account, 'own.key', key);
		if (use !== undefined && this.#now() - use.at < KEY_LIFE_SECONDS) {
			if (use.hash === hash) return use;
			throw new StripeError(
				`Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
				{ type: 'idempotency_error' },
			);
		}
		this.#running.add(busy);
		return null;
	}

	/** Remembers the answer, unless the request never came to be executed. */
	end(account: string, key: string, answer: Omit<KeyUse, 'at' | 'id'> | null): void {
		this.#running.delete(`${account} ${key}`);
		if (answer !== null)
			this.#world.store.put(account, 'own.key', { id: key, at: this.#now(), ...answer });
	}

	#now(): number {
		return this.#world.clock.now().getTime() / 1000;
	}
}

/** Tells one request from another by what it asks. */
export const hashOf = (method: string, pathname: string, body: string): string =>
	createHash('sha256').update(`${method} ${pathname}\n${body}`).digest('base64url');
