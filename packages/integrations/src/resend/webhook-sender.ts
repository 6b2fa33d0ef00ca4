import { addSeconds, type Clock } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import type { Account, KeptEndpoint } from './account.ts';
import type { FaultPlan } from './fault-plan.ts';
import { signatureOf } from './signature.ts';

/** Seconds between one failed try and the next, as Resend publishes them. */
const PAUSES = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600];
const TIMEOUT_MS = 15_000;

type Message = {
	id: string;
	endpointId: string;
	body: string;
	dueAt: Date;
	failures: number;
	/** Its first try is lost on the way. */
	isLost: boolean;
};

/** Tells endpoints what happened, signed, again until they answer well, and as badly as a fault plan wants. */
export class WebhookSender {
	readonly #account: Account;
	readonly #clock: Clock;
	readonly #faults: FaultPlan;
	#waiting: Message[] = [];
	#running: Promise<number> = Promise.resolve(0);

	constructor(account: Account, clock: Clock, faults: FaultPlan) {
		this.#account = account;
		this.#clock = clock;
		this.#faults = faults;
	}

	/** How many messages wait for their first or another try. */
	get waiting(): number {
		return this.#waiting.length;
	}

	/** Puts an event into the post of every endpoint that listens to its type. */
	async tell(type: string, data: object, at: Date): Promise<void> {
		const body = JSON.stringify({ type, created_at: at.toISOString(), data });
		for (const { id: endpointId, status, events } of await this.#account.all('endpoints')) {
			if (status === 'disabled' || (events && !events.includes(type))) continue;
			const { copies, delaySeconds, isLost } = this.#faults.telling();
			const message = { id: `msg_${newId()}`, endpointId, body, failures: 0, isLost };
			const dueAt = addSeconds(this.#clock.now(), delaySeconds);
			for (let copy = 0; copy < copies; copy++) this.#waiting.push({ ...message, dueAt });
		}
	}

	/** Sends all that is due now; resolves to how many messages it tried. Calls wait for each other. */
	sendDue(): Promise<number> {
		this.#running = this.#running.catch(() => 0).then(() => this.#sendDue());
		return this.#running;
	}

	async #sendDue(): Promise<number> {
		const now = this.#clock.now();
		const due = this.#faults.order(this.#waiting.filter(({ dueAt }) => dueAt <= now));
		const isDue = new Set(due);
		this.#waiting = this.#waiting.filter((message) => !isDue.has(message));
		const endpoints = await this.#account.all('endpoints');
		for (const message of due) {
			const endpoint = endpoints.find(({ id }) => id === message.endpointId);
			if (endpoint?.status !== 'enabled') continue;
			const isTaken = !message.isLost && (await this.#send(endpoint, message));
			if (!isTaken) this.#putOff(message);
		}
		return due.length;
	}

	#putOff(message: Message): void {
		const pause = PAUSES[message.failures];
		if (pause === undefined) return;
		const dueAt = addSeconds(this.#clock.now(), pause);
		const failures = message.failures + 1;
		this.#waiting.push({ ...message, dueAt, failures, isLost: false });
	}

	async #send({ endpoint, secret }: KeptEndpoint, { id, body }: Message): Promise<boolean> {
		const timestamp = String(Math.floor(this.#clock.now().getTime() / 1000));
		const signature = signatureOf(secret, { id, timestamp, body: Buffer.from(body) });
		try {
			const answer = await fetch(endpoint, {
				method: 'POST',
				body,
				redirect: 'manual',
				signal: AbortSignal.timeout(TIMEOUT_MS),
				headers: {
					...{ 'content-type': 'application/json', 'user-agent': 'Svix-Webhooks/1.0' },
					...{ 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature },
				},
			});
			await answer.arrayBuffer();
			return answer.ok;
		} catch {
			return false;
		}
	}
}
