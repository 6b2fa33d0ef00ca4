import { InvalidError } from '@kith/kernel/errors';
import type { Services } from '../context.ts';
import type { OutgoingMail } from '../ports.ts';
import { advanceMails, markSent, moveApart, type Taken } from './deliveries.queries.ts';
import type { MailWish } from './send-mails.ts';

/** A mail that is to be sent, and the request that it goes in. */
export type Waiting = {
	id: string;
	kind: string;
	requestId: string;
	requestedAt: Date;
	inBatch: boolean;
	wish: MailWish;
};

/** The vendor's word for: something else was sent under this name. */
const SENT_BEFORE = 'invalid_idempotent_request';

/** Sends the mails of one request, and writes down what became of them. */
export async function sendRequest(services: Services, mails: Waiting[]): Promise<void> {
	const [first] = mails;
	if (!first) return;
	const letters: Omit<OutgoingMail, 'idempotencyKey'>[] = [];
	for (const { id, wish } of mails)
		letters.push({ ...(await wish.write()), to: wish.to, tags: { mail: id } });
	try {
		const results = await hand(services, first, letters);
		await writeDown(services, mails, results);
	} catch (error) {
		if (!(error instanceof InvalidError)) throw error;
		await refused(services, mails, error);
	}
}

type Result = { id: string } | { refused: string };

async function hand(
	{ mailer }: Services,
	{ requestId, inBatch }: Waiting,
	letters: readonly Omit<OutgoingMail, 'idempotencyKey'>[],
): Promise<Result[]> {
	if (inBatch) return mailer.sendBatch(requestId, letters);
	const [letter] = letters;
	return letter ? [await mailer.send({ ...letter, idempotencyKey: requestId })] : [];
}

async function writeDown(
	services: Services,
	mails: readonly Waiting[],
	results: readonly Result[],
): Promise<void> {
	const taken: Taken[] = [];
	const failed: Waiting[] = [];
	for (const [index, mail] of mails.entries()) {
		const result = results[index];
		if (result && 'id' in result) taken.push({ id: mail.id, vendorId: result.id });
		else failed.push(mail);
	}
	if (taken.length > 0) await markSent(services.platform, taken, services.clock.now()).execute();
	await giveUp(services, failed, 'refused in a batch');
}

/**
 * A request that was refused for good. A name that was used for other words says that these mails went out, in the
 * words they had then. A batch that is refused as a whole is taken apart: one mail must not cost the others.
 */
async function refused(services: Services, mails: Waiting[], error: InvalidError): Promise<void> {
	const { platform, clock } = services;
	const ids = mails.map(({ id }) => id);
	if (error.details['reason'] === SENT_BEFORE) {
		const taken = ids.map((id) => ({ id, vendorId: null }));
		await markSent(platform, taken, clock.now()).execute();
		return;
	}
	if (mails[0]?.inBatch !== true) return giveUp(services, mails, error.code);
	await moveApart(platform, ids, clock.now()).execute();
	for (const mail of mails)
		await sendRequest(services, [{ ...mail, requestId: mail.id, inBatch: false }]);
}

/** Mails that will never be taken are logged and forgotten. */
async function giveUp(
	{ platform, clock, logger }: Services,
	mails: readonly Waiting[],
	reason: string,
): Promise<void> {
	if (mails.length === 0) return;
	const ids = mails.map(({ id }) => id);
	await advanceMails(platform, ids, { state: 'failed', at: clock.now() }).execute();
	for (const { id, kind } of mails)
		logger.warn({ id, kind, reason }, 'a mail was refused for good');
}
