import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import { addressHash } from './address-hash.ts';
import type { Scope, Urgency } from './deliveries.schema.ts';
import { takeTrial, troublesOf } from './deliveries.queries.ts';
import { troublesIn } from './trouble.ts';

/** One trial in so many seconds: enough for who repaired a mailbox, too few to look like a sender who does not listen. */
const TRIAL_SECONDS = 24 * 3600;

export type Verdict = 'send' | 'trial' | 'withhold';
type Asked = { scope: Scope; to: string; urgency: Urgency };

/**
 * Whether each mail goes to its address, in their order. A code to sign in goes to an address that bounces once a day:
 * it may be the only way in, and if it arrives the address is well again. What somebody is owed goes to who called
 * other mail spam. An address that the vendor keeps from mail is released before it gets one.
 */
export async function screenMails(services: Services, mails: readonly Asked[]): Promise<Verdict[]> {
	if (mails.length === 0) return [];
	const hashOf = ({ scope, to }: Asked) => addressHash(services, { scope, email: to });
	const scopes = [...new Set(mails.map(({ scope }) => scope))];
	const rows = await troublesOf(services.platform, scopes, mails.map(hashOf)).execute();
	const known = new Map(rows.map((row) => [row.addressHash, row]));
	const verdicts: Verdict[] = [];
	for (const mail of mails) {
		const hash = hashOf(mail);
		const row = known.get(hash);
		const troubles = row && troublesIn(row);
		const verdict = troubles ? await verdictOf(services, mail, hash, troubles) : 'send';
		if (verdict !== 'withhold' && (troubles?.bounces || troubles?.complains))
			await release(services, mail.to);
		verdicts.push(verdict);
	}
	return verdicts;
}

async function verdictOf(
	{ platform, clock }: Services,
	{ scope, urgency }: Asked,
	hash: string,
	{ bounces, complains }: ReturnType<typeof troublesIn>,
): Promise<Verdict> {
	if (!bounces) return complains && urgency === 'ordinary' ? 'withhold' : 'send';
	if (urgency !== 'asked') return 'withhold';
	const now = clock.now();
	const trial = { now, before: addSeconds(now, -TRIAL_SECONDS) };
	const taken = await takeTrial(platform, { scope, addressHash: hash }, trial).executeTakeFirst();
	return taken ? 'trial' : 'withhold';
}

/** A vendor that does not let go of an address says so when it gets the mail; that is no reason to fail here. */
async function release({ mailer, logger }: Services, address: string): Promise<void> {
	await mailer
		.release(address)
		.catch((error: unknown) =>
			logger.warn({ error: String(error) }, 'an address was not released'),
		);
}
