import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import type { Services } from '../context.ts';
import type { OutgoingMail } from '../ports.ts';
import { insertMails, mailsByKeys, moveToRequest, type NewMail } from './deliveries.queries.ts';
import type { Scope, Urgency } from './deliveries.schema.ts';
import { screenMails } from './screen.ts';
import { sendRequest, type Waiting } from './send-request.ts';

export type MailWish = {
	/** The same key, the same mail: it goes out once, however often it is asked for. */
	key: string;
	scope: Scope;
	kind: string;
	urgency: Urgency;
	to: string;
	/** Writes the mail when it is known that it will be sent. */
	write(): Promise<Omit<OutgoingMail, 'idempotencyKey' | 'to' | 'tags'>>;
};

/** The vendor knows a request again for 24 hours; after that, the same mail is asked for under a new name. */
const REQUEST_SECONDS = 23 * 3600;
const MOST_IN_REQUEST = 100;

/**
 * Sends each mail that was not sent yet and whose address takes mail; several go in one request. Who goes with whom is
 * written down before the first try, and a try that comes again goes under the same name: what the vendor took without
 * our hearing of it is not sent twice. Throws what the mailer throws when trying again may help.
 */
export async function sendMails(services: Services, wishes: readonly MailWish[]): Promise<void> {
	for (const waiting of await claim(services, wishes)) await sendRequest(services, waiting);
}

/** The mails that are still to be sent, by the request they go in. */
async function claim(services: Services, wishes: readonly MailWish[]): Promise<Waiting[][]> {
	const { platform } = services;
	const byKey = new Map(wishes.map((wish) => [wish.key, wish]));
	const keys = [...byKey.keys()];
	if (keys.length === 0) return [];
	const known = await mailsByKeys(platform, keys).execute();
	const isKnown = new Set(known.map(({ key }) => key));
	const fresh = [...byKey.values()].filter(({ key }) => !isKnown.has(key));
	if (fresh.length > 0) await insertMails(platform, await rowsOf(services, fresh)).execute();
	const rows = fresh.length > 0 ? await mailsByKeys(platform, keys).execute() : known;
	const waiting = rows.flatMap((row): Waiting[] => {
		const wish = byKey.get(row.key);
		return wish && row.state === 'waiting' ? [{ ...row, wish }] : [];
	});
	const requests = [...Map.groupBy(waiting, ({ requestId }) => requestId).values()];
	return Promise.all(requests.map((mails) => renewed(services, mails)));
}

async function rowsOf(services: Services, fresh: readonly MailWish[]): Promise<NewMail[]> {
	const now = services.clock.now();
	const verdicts = await screenMails(services, fresh);
	const goes = (index: number) => verdicts[index] !== 'withhold';
	const count = fresh.filter((_, index) => goes(index)).length;
	let place = 0;
	let requestId = newId();
	return fresh.map(({ key, scope, kind }, index) => {
		if (goes(index) && place++ % MOST_IN_REQUEST === 0) requestId = newId();
		return {
			...{ id: newId(), key, scope, kind, requestId, requestedAt: now, inBatch: count > 1 },
			isTrial: verdicts[index] === 'trial',
			state: goes(index) ? 'waiting' : 'withheld',
			...{ stateAt: now, createdAt: now },
		};
	});
}

/** The same mails; under a new name when the vendor has forgotten the one that they were first sent under. */
async function renewed(services: Services, mails: Waiting[]): Promise<Waiting[]> {
	const now = services.clock.now();
	const [first] = mails;
	if (!first || first.requestedAt > addSeconds(now, -REQUEST_SECONDS)) return mails;
	const name = { requestId: newId(), requestedAt: now };
	await moveToRequest(
		services.platform,
		mails.map(({ id }) => id),
		name,
	).execute();
	return mails.map((mail) => ({ ...mail, ...name }));
}
