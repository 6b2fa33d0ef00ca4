import { LRUCache } from 'lru-cache';
import { hashToken } from '@kith/kernel/ids';
import type { SessionFacts } from '../context.ts';
import type { StandingRow } from '../members/index.ts';

/** A verified session with the member behind it, as one request sees it. */
export type SignedIn = {
	userId: string;
	email: string;
	name: string;
	member: StandingRow | null;
	session: SessionFacts;
};

type Entry = { signedIn: SignedIn; expiresAt: number };

/**
 * Sessions verified within the last minute, by realm and hash of the cookie. Dropped at once, in every process,
 * when a session is revoked or a member's standing changes.
 */
export class SessionCache {
	readonly #entries = new LRUCache<string, Entry>({ max: 50_000, ttl: 60_000 });

	/** What is known of `cookie` in `realm`, or undefined. */
	get(realm: string, cookie: string, now: Date): SignedIn | undefined {
		const entry = this.#entries.get(keyOf(realm, cookie));
		return entry && entry.expiresAt > now.getTime() ? entry.signedIn : undefined;
	}

	set(realm: string, cookie: string, signedIn: SignedIn, expiresAt: Date): void {
		this.#entries.set(keyOf(realm, cookie), { signedIn, expiresAt: expiresAt.getTime() });
	}

	/** Forgets every session of one person of a realm. */
	dropUser(realm: string, userId: string): void {
		this.#dropWhere(realm, (entry) => entry.signedIn.userId === userId);
	}

	/** Forgets every session of one member of a community. */
	dropMember(realm: string, memberId: string): void {
		this.#dropWhere(realm, (entry) => entry.signedIn.member?.id === memberId);
	}

	/** Forgets every session of a realm. */
	dropRealm(realm: string): void {
		this.#dropWhere(realm, () => true);
	}

	/** Forgets everything: after a gap in the bus nothing in memory can be trusted. */
	clear(): void {
		this.#entries.clear();
	}

	#dropWhere(realm: string, matches: (entry: Entry) => boolean): void {
		for (const [key, entry] of this.#entries.entries())
			if (key.startsWith(`${realm} `) && matches(entry)) this.#entries.delete(key);
	}
}

function keyOf(realm: string, cookie: string): string {
	return `${realm} ${hashToken(cookie)}`;
}
