import type Stripe from 'stripe';
import type { Faults } from './faults.ts';
import { sign } from './signature.ts';
import type { World } from './world.ts';

/** One event on its way to one endpoint. */
export type Delivery = {
	id: string;
	account: string;
	event: string;
	endpoint: string;
	/** How often it was tried. */
	tries: number;
	early: boolean;
};

export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** Seconds to the next try after each failure; about three days in all. */
const RETRIES = [60, 300, 1_800, 7_200, 18_000, 36_000, 36_000, 36_000, 36_000, 36_000, 36_000];
const TIMEOUT_MS = 10_000;
const CLOCK = 'courier';
const AT_ONCE = 4;

/** Carries events to the endpoints that asked for them, again and again until they are taken. */
export class Courier {
	readonly #world: World;
	readonly #send: Send;
	#pumping: Promise<void> | null = null;
	faults: Faults | null = null;

	constructor(world: World, send: Send) {
		this.#world = world;
		this.#send = send;
	}

	/** Puts an event in the post for every endpoint that wants it. */
	take(event: Stripe.Event): void {
		const { store, platform, ids } = this.#world;
		const fromConnected = event.account !== undefined;
		let pending = 0;
		for (const endpoint of store.all(platform, 'webhook_endpoint')) {
			const { connect } = store.get(platform, 'own.endpoint', endpoint.id) ?? {};
			const wanted = endpoint.enabled_events;
			if (connect !== fromConnected || endpoint.status !== 'enabled') continue;
			if (!wanted.includes('*') && !wanted.includes(event.type)) continue;
			pending += 1;
			this.#post(event, endpoint.id, ids.next('dlv'));
			if (this.faults?.happens(this.faults.plan.webhooks?.duplicate))
				this.#post(event, endpoint.id, ids.next('dlv'));
		}
		if (pending > 0)
			store.put(event.account ?? platform, 'event', { ...event, pending_webhooks: pending });
	}

	/** Sends whatever is due, and what becomes due meanwhile. */
	pump(): Promise<void> {
		return (this.#pumping ??= this.#pump().finally(() => (this.#pumping = null)));
	}

	/** Sends what the plan has sent before the answer to the request that caused it. */
	async sendEarly(): Promise<void> {
		const { store, platform } = this.#world;
		if (!this.faults?.plan.webhooks?.early) return;
		for (const delivery of store.all(platform, 'own.delivery'))
			if (delivery.early && delivery.tries === 0) await this.#deliver(delivery);
	}

	#post(event: Stripe.Event, endpoint: string, id: string): void {
		const { faults } = this;
		const { early, drop, delay, lose } = faults?.plan.webhooks ?? {};
		if (faults?.happens(lose)) return;
		const account = event.account ?? this.#world.platform;
		const dropped = faults?.happens(drop) ?? false;
		const held = faults?.happens(delay) ? Math.ceil((faults?.draw() ?? 0) * 3_600) : 0;
		this.#schedule(
			{
				...{ id, account, event: event.id, endpoint },
				tries: dropped ? 1 : 0,
				early: faults?.happens(early) ?? false,
			},
			dropped ? (RETRIES[0] ?? 0) : held,
		);
	}

	#schedule(delivery: Delivery, inSeconds: number): void {
		const { store, timers, platform } = this.#world;
		store.put(platform, 'own.delivery', delivery);
		timers.set(platform, CLOCK, 'deliver', delivery.id, this.#now() + inSeconds);
	}

	async #pump(): Promise<void> {
		for (let due = this.#due(); due.length > 0; due = this.#due()) {
			const { faults } = this;
			if (faults !== null)
				for (const delivery of faults.plan.webhooks?.shuffle ? faults.shuffled(due) : due)
					await this.#deliver(delivery);
			else
				for (let start = 0; start < due.length; start += AT_ONCE)
					await Promise.all(due.slice(start, start + AT_ONCE).map((one) => this.#deliver(one)));
		}
	}

	#due(): Delivery[] {
		const { store, timers, platform } = this.#world;
		const due: Delivery[] = [];
		const now = this.#now();
		for (let timer = timers.take(CLOCK, now); timer; timer = timers.take(CLOCK, now)) {
			const delivery = store.get(platform, 'own.delivery', timer.target);
			if (delivery !== undefined) due.push(delivery);
		}
		return due;
	}

	async #deliver(delivery: Delivery): Promise<void> {
		const { store, timers, platform } = this.#world;
		const event = store.get(delivery.account, 'event', delivery.event);
		const endpoint = store.get(platform, 'webhook_endpoint', delivery.endpoint);
		timers.clear(platform, 'deliver', delivery.id);
		store.drop(platform, 'own.delivery', delivery.id);
		if (event === undefined || endpoint === undefined) return;
		const taken = await this.#attempt(this.#worded(event), endpoint);
		const wait = RETRIES[delivery.tries];
		if (taken && !this.faults?.happens(this.faults.plan.webhooks?.unheard)) {
			const kept = store.get(delivery.account, 'event', event.id) ?? event;
			const pending_webhooks = Math.max(0, kept.pending_webhooks - 1);
			store.put(delivery.account, 'event', { ...kept, pending_webhooks });
		} else if (wait !== undefined)
			this.#schedule({ ...delivery, tries: delivery.tries + 1, early: false }, wait);
		if (this.faults?.happens(this.faults.plan.webhooks?.stranger))
			await this.#attempt(stranger(event), endpoint);
	}

	#worded(event: Stripe.Event): Stripe.Event {
		if (!this.faults?.happens(this.faults.plan.webhooks?.old)) return event;
		return { ...event, api_version: '2020-08-27' };
	}

	async #attempt(event: Stripe.Event, endpoint: Stripe.WebhookEndpoint): Promise<boolean> {
		const body = JSON.stringify(event, null, 2);
		const signature = sign(body, this.#secretsOf(endpoint.id), this.#now());
		try {
			const answer = await this.#send(endpoint.url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'stripe-signature': signature },
				body,
				redirect: 'manual',
				signal: AbortSignal.timeout(TIMEOUT_MS),
			});
			await answer.body?.cancel();
			return answer.ok;
		} catch {
			return false;
		}
	}

	#secretsOf(endpoint: string): string[] {
		const { store, platform } = this.#world;
		const { secrets = [], until = null } = store.get(platform, 'own.endpoint', endpoint) ?? {};
		return until !== null && until <= this.#now() ? secrets.slice(0, 1) : secrets;
	}

	#now(): number {
		return Math.floor(this.#world.clock.now().getTime() / 1000);
	}
}

/** The same event as of an account that never connected. */
const stranger = (event: Stripe.Event): Stripe.Event => ({
	...event,
	id: `${event.id}_stranger`,
	account: 'acct_nobody',
});
