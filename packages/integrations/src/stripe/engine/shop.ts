import type Stripe from 'stripe';
import { blankOf } from '../shapes/blanks.ts';
import { API_VERSION } from '../shapes/shapes.ts';
import { PREFIX, type Kind, type Kinds, type PublicKind } from './kinds.ts';
import { missing } from './stripe-error.ts';
import { REAL, type World } from './world.ts';

/** The request that events will name as their cause. */
export type Origin = { id: string | null; idempotency_key: string | null };

/** Stripe keeps 30 days of events; a clock that runs makes years of them in a moment. */
const LOG_LENGTH = 20_000;

const NOBODY: Origin = { id: null, idempotency_key: null };

/** One account's objects at the time of one clock, and what may be done with them. */
export class Shop {
	readonly world: World;
	readonly account: string;
	/** The test clock this part of the account lives on. */
	readonly clock: string | null;
	readonly origin: Origin;
	/** The moment a timer was due, which counts as now while its work is done. */
	readonly at: number | null;

	constructor(world: World, account: string, more: Partial<Pick<Shop, 'at' | 'clock' | 'origin'>>) {
		this.world = world;
		this.account = account;
		this.clock = more.clock ?? null;
		this.origin = more.origin ?? NOBODY;
		this.at = more.at ?? null;
	}

	/** The same account at the time of a test clock. */
	on(clock: string | Stripe.TestHelpers.TestClock | null | undefined): Shop {
		const id = typeof clock === 'string' ? clock : (clock?.id ?? null);
		if (id === this.clock) return this;
		return new Shop(this.world, this.account, { clock: id, origin: this.origin });
	}

	/** Another account, for the same request. */
	in(account: string): Shop {
		const { clock, origin, at } = this;
		return new Shop(this.world, account, { clock, origin, at });
	}

	/** Seconds since 1970, on this shop's clock. */
	now(): number {
		if (this.at !== null) return this.at;
		const { clock, store } = this.world;
		const own =
			this.clock === null
				? undefined
				: store.get(this.account, 'test_helpers.test_clock', this.clock);
		return own?.frozen_time ?? Math.floor(clock.now().getTime() / 1000);
	}

	get<K extends Kind>(kind: K, id: string | null | undefined): Kinds[K] | undefined {
		return id ? this.world.store.get(this.account, kind, id) : undefined;
	}

	/** The object of this id, or Stripe's refusal naming the parameter. */
	need<K extends Kind>(kind: K, id: string, param = 'id'): Kinds[K] {
		const found = this.get(kind, id);
		if (found === undefined) throw missing(kind, id, param);
		return found;
	}

	all<K extends Kind>(kind: K): Kinds[K][] {
		return this.world.store.all(this.account, kind);
	}

	by<K extends Kind>(kind: K, index: string, value: string): Kinds[K][] {
		return this.world.store.by(this.account, kind, index, value);
	}

	put<K extends Kind>(kind: K, value: Kinds[K]): Kinds[K] {
		return this.world.store.put(this.account, kind, value);
	}

	drop(kind: Kind, id: string): void {
		this.world.store.drop(this.account, kind, id);
	}

	/** A new object: what is not given is null where Stripe's answer may be null. */
	draft<K extends PublicKind>(kind: K, given: Partial<Kinds[K]>): Kinds[K] {
		const made: Record<string, unknown> = { ...blankOf(kind) };
		made['id'] = this.world.ids.next(PREFIX[kind]);
		if ('created' in made) made['created'] = this.now();
		return Object.assign(made, given) as unknown as Kinds[K];
	}

	make<K extends PublicKind>(kind: K, given: Partial<Kinds[K]>): Kinds[K] {
		return this.put(kind, this.draft(kind, given));
	}

	/** The object with some fields replaced; the old one stays as it was for whoever holds it. */
	patch<K extends Kind>(kind: K, old: Kinds[K], changes: Partial<Kinds[K]>): Kinds[K] {
		return this.put(kind, Object.assign({ ...old }, changes));
	}

	/** Writes an event into the account's log. */
	tell(type: Stripe.Event['type'], object: object, previous?: object): void {
		const { world, account } = this;
		const event = {
			id: world.ids.next('evt'),
			object: 'event',
			...(account !== world.platform && { account }),
			api_version: API_VERSION,
			// Wall time, also for what happens on a test clock: the log is read by when things were told.
			created: Math.floor(world.clock.now().getTime() / 1000),
			data: previous === undefined ? { object } : { object, previous_attributes: previous },
			livemode: false,
			pending_webhooks: 0,
			request: this.origin,
			type,
		} as unknown as Stripe.Event;
		this.put('event', event);
		world.told(event);
		if (world.store.size(account, 'event') > LOG_LENGTH * 1.25)
			world.store.trim(account, 'event', LOG_LENGTH, (old) => old.pending_webhooks === 0);
	}

	/** Has `task` happen to `target` at `at`, on this shop's clock. */
	later(task: string, target: string, at: number): void {
		this.world.timers.set(this.account, this.clock ?? REAL, task, target, at);
	}

	never(task: string, target: string): void {
		this.world.timers.clear(this.account, task, target);
	}

	/** The next number of a sequence, from 1. */
	count(name: string): number {
		const value = (this.get('own.counter', name)?.value ?? 0) + 1;
		this.put('own.counter', { id: name, value });
		return value;
	}
}

/** The id of what an answer may show as an id or whole. */
export function idOf(given: string | { id: string } | null | undefined): string | null {
	return typeof given === 'string' ? given : (given?.id ?? null);
}
