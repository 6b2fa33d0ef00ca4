import { addSeconds, type Clock } from '@kith/kernel/clock';
import type { Account } from './account.ts';
import { EVENTS_OF, type Fate, type Fates } from './fates.ts';
import type { EmailEvent, KeptMail, MailArchive } from './mail-archive.ts';
import { bareAddress } from './wire-mail.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** A mail's delayed delivery comes to its end so much later. */
const DELAY_SECONDS = 60;

type Deps = {
	archive: MailArchive;
	account: Account;
	fates: Fates;
	sender: WebhookSender;
	clock: Clock;
};

type NewEvent = Omit<EmailEvent, 'at'>;

/** Lets accepted mails meet their fate, and tells of it. */
export class PostOffice {
	readonly #deps: Deps;

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** Takes mails that were accepted: they go at once, or when they are scheduled for. */
	async take(mails: readonly KeptMail[]): Promise<void> {
		const plans = new Map<string, readonly NewEvent[]>();
		for (const mail of mails)
			plans.set(mail.id, mail.scheduled_at ? [{ type: 'scheduled' }] : await this.#journeyOf(mail));
		await this.happen(plans);
	}

	/** Sends scheduled mails whose time has come, and ends what was delayed. */
	async catchUp(): Promise<void> {
		const now = this.#deps.clock.now();
		const plans = new Map<string, readonly NewEvent[]>();
		for (const mail of (await this.#deps.archive.mails()).toReversed()) {
			const last = mail.events.at(-1);
			if (last?.type === 'scheduled' && new Date(mail.scheduled_at ?? '') <= now)
				plans.set(mail.id, await this.#journeyOf(mail));
			if (last?.type === 'delivery_delayed' && new Date(last.at) <= addSeconds(now, -DELAY_SECONDS))
				plans.set(mail.id, [{ type: 'delivered' }]);
		}
		await this.happen(plans);
	}

	/** Has a mail meet a fate, as a developer wishes who looks at it; what happened to it already stays. */
	meet(id: string, fate: Fate): Promise<void> {
		return this.happen(new Map([[id, eventsOf(fate)]]));
	}

	/** Adds to each mail those of its events that did not happen yet, and tells of them. */
	async happen(plans: ReadonlyMap<string, readonly NewEvent[]>): Promise<void> {
		if (plans.size === 0) return;
		const start = this.#deps.clock.now().getTime();
		const news: { mail: KeptMail; event: EmailEvent }[] = [];
		await this.#deps.archive.change([...plans.keys()], (mail) => {
			for (const one of plans.get(mail.id) ?? []) {
				if (mail.events.some(({ type }) => type === one.type)) continue;
				// Apart from each other, so that their order can be told.
				const event = { ...one, at: new Date(start + mail.events.length).toISOString() };
				mail.events.push(event);
				news.push({ mail, event });
			}
		});
		for (const { mail, event } of news) await this.#tell(mail, event);
	}

	async #journeyOf(mail: KeptMail): Promise<readonly NewEvent[]> {
		const { account, fates } = this.#deps;
		const recipients = [mail.to, mail.cc ?? [], mail.bcc ?? []].flat().map(bareAddress);
		const known = await account.all('suppressions');
		if (known.some(({ email }) => recipients.includes(email))) return eventsOf('suppressed');
		const unhappy = recipients
			.map((address) => fates.of(address))
			.find((one) => one !== 'delivered');
		return eventsOf(unhappy ?? 'delivered');
	}

	async #tell(mail: KeptMail, event: EmailEvent): Promise<void> {
		const { account, sender } = this.#deps;
		if (event.type !== 'canceled')
			await sender.tell(`email.${event.type}`, dataOf(mail, event), new Date(event.at));
		const isHard = event.type === 'bounced' && event.isPermanent;
		if (!isHard && event.type !== 'complained') return;
		const origin = isHard ? 'bounce' : 'complaint';
		const known = await account.all('suppressions');
		for (const email of mail.to.map(bareAddress))
			if (!known.some((one) => one.email === email))
				await account.add('suppressions', {
					...{ email, origin, sourceId: mail.id, createdAt: event.at },
				});
	}
}

const eventsOf = (fate: Fate): NewEvent[] =>
	EVENTS_OF[fate].map((type) => ({
		type,
		...(type === 'bounced' && { isPermanent: fate === 'bounced' }),
	}));

function dataOf(mail: KeptMail, event: EmailEvent): object {
	return {
		email_id: mail.id,
		message_id: `<${mail.id}@mail.invalid>`,
		created_at: mail.createdAt,
		...{ from: mail.from, to: mail.to, subject: mail.subject },
		tags: Object.fromEntries((mail.tags ?? []).map(({ name, value }) => [name, value])),
		...(event.type === 'bounced' && { bounce: bounceOf(event) }),
		...(event.type === 'failed' && { failed: { reason: 'the_local_stand_in_was_told_to' } }),
		...(event.type === 'suppressed' && {
			suppressed: { type: 'OnAccountSuppressionList', message: 'The address is on the list.' },
		}),
	};
}

const bounceOf = ({ isPermanent }: EmailEvent) =>
	isPermanent
		? { type: 'Permanent', subType: 'General', message: 'There is no such mailbox.' }
		: { type: 'Transient', subType: 'MailboxFull', message: 'The mailbox is full.' };
