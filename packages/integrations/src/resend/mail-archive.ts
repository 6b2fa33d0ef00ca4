import { mkdir, readFile, readdir, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { addSeconds, type Clock } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import type { WireMail } from './wire-mail.ts';

/** What happened to a mail, as Resend names it. */
export type EmailEvent = {
	type:
		| ('scheduled' | 'canceled' | 'sent' | 'delivered' | 'delivery_delayed')
		| ('bounced' | 'complained' | 'opened' | 'failed' | 'suppressed');
	at: string;
	/** Of a bounce: whether it stays one. */
	isPermanent?: boolean;
};

export type KeptMail = WireMail & { id: string; createdAt: string; events: EmailEvent[] };

/** What one accepted request left: its mails, and its key for as long as it may come again. */
export type Delivery = {
	id: string;
	at: string;
	key: string | null;
	bodyHash: string;
	ids: string[];
	mails: KeptMail[];
};

const KEEP_MAILS = 500;
const KEY_LIFE_SECONDS = 24 * 60 * 60;
const FILE = /^[0-9a-f-]{36}\.json$/;
const DeliveryShape = z.looseObject({
	id: z.string(),
	at: z.string(),
	mails: z.array(z.looseObject({ events: z.array(z.unknown()).default([]) })),
});

/** The newest 500 mails and the idempotency keys of 24 hours, in memory and as one JSON file per accepted request. */
export class MailArchive {
	readonly #folder: string;
	readonly #clock: Clock;
	// Oldest first: ids are time-ordered, and a Map keeps the order of insertion.
	readonly #deliveries = new Map<string, Delivery>();
	#loading: Promise<void> | undefined;
	#writing: Promise<unknown> = Promise.resolve();

	constructor(folder: string, clock: Clock) {
		this.#folder = folder;
		this.#clock = clock;
	}

	/** The kept mails, newest first. */
	async mails(): Promise<KeptMail[]> {
		await this.#load();
		return [...this.#deliveries.values()].flatMap(({ mails }) => mails).toReversed();
	}

	/** What `key` was used for in the last 24 hours. */
	async byKey(key: string): Promise<Delivery | undefined> {
		await this.#load();
		return [...this.#deliveries.values()].find(
			(delivery) => delivery.key === key && !this.#isExpired(delivery),
		);
	}

	/** Keeps `mails` as one request: either all of them outlive this process or none does. */
	add(key: string | null, bodyHash: string, mails: WireMail[]): Promise<Delivery> {
		return this.#inTurn(() => this.#add(key, bodyHash, mails));
	}

	/** Changes those of `ids` that are still kept, with one write for each request they came in. */
	change(ids: readonly string[], change: (mail: KeptMail) => void): Promise<void> {
		return this.#inTurn(async () => {
			await this.#load();
			const wanted = new Set(ids);
			for (const delivery of this.#deliveries.values()) {
				const mails = delivery.mails.filter(({ id }) => wanted.has(id));
				mails.forEach(change);
				if (mails.length > 0) await this.#write(delivery);
			}
		});
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.#writing.then(work);
		this.#writing = done.catch(() => undefined);
		return done;
	}

	async #add(key: string | null, bodyHash: string, mails: WireMail[]): Promise<Delivery> {
		await this.#load();
		const at = this.#clock.now().toISOString();
		const kept = mails.map((mail) => ({ ...mail, id: newId(), createdAt: at, events: [] }));
		const ids = kept.map(({ id }) => id);
		const delivery = { id: newId(), at, key, bodyHash, ids, mails: kept };
		await this.#write(delivery);
		this.#deliveries.set(delivery.id, delivery);
		await this.#prune();
		return delivery;
	}

	async #prune(): Promise<void> {
		let newer = 0;
		for (const delivery of [...this.#deliveries.values()].toReversed()) {
			const room = Math.max(0, KEEP_MAILS - newer);
			newer += delivery.mails.length;
			if (delivery.mails.length > room) {
				delivery.mails = delivery.mails.slice(delivery.mails.length - room);
				if (!this.#isDone(delivery)) await this.#write(delivery);
			}
			if (this.#isDone(delivery)) {
				this.#deliveries.delete(delivery.id);
				await unlink(this.#fileOf(delivery)).catch(() => undefined);
			}
		}
	}

	#isDone(delivery: Delivery): boolean {
		return delivery.mails.length === 0 && (delivery.key === null || this.#isExpired(delivery));
	}

	#isExpired(delivery: Delivery): boolean {
		return new Date(delivery.at) <= addSeconds(this.#clock.now(), -KEY_LIFE_SECONDS);
	}

	#load(): Promise<void> {
		return (this.#loading ??= this.#read());
	}

	async #read(): Promise<void> {
		await mkdir(this.#folder, { recursive: true });
		const names = (await readdir(this.#folder)).filter((name) => FILE.test(name)).toSorted();
		for (const name of names) {
			const text = await readFile(path.join(this.#folder, name), 'utf8');
			const delivery = parseDelivery(text);
			if (delivery !== null) this.#deliveries.set(delivery.id, delivery);
		}
	}

	async #write(delivery: Delivery): Promise<void> {
		const file = this.#fileOf(delivery);
		await writeFile(`${file}.part`, JSON.stringify(delivery, null, '\t'));
		await rename(`${file}.part`, file);
	}

	#fileOf(delivery: Delivery): string {
		return path.join(this.#folder, `${delivery.id}.json`);
	}
}

function parseDelivery(text: string): Delivery | null {
	try {
		return DeliveryShape.parse(JSON.parse(text)) as unknown as Delivery;
	} catch {
		return null;
	}
}
