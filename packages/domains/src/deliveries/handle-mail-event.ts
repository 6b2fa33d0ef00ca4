import * as z from 'zod';
import type { Services } from '../context.ts';
import type { VendorEvent } from '../domain.ts';
import { addressHash } from './address-hash.ts';
import { advanceMails, mailById, noteRelief, noteTrouble } from './deliveries.queries.ts';
import type { MAIL_STATES } from './deliveries.schema.ts';

const STATES: Readonly<Record<string, (typeof MAIL_STATES)[number]>> = {
	'email.sent': 'sent',
	'email.delivered': 'delivered',
	'email.delivery_delayed': 'delayed',
	'email.bounced': 'bounced',
	'email.complained': 'complained',
	'email.opened': 'opened',
	'email.failed': 'failed',
	'email.suppressed': 'suppressed',
};

const Told = z.object({
	created_at: z.coerce.date(),
	data: z.object({
		to: z.array(z.string()).max(50),
		tags: z.object({ mail: z.uuid() }),
		bounce: z.object({ type: z.string() }).optional(),
	}),
});
type Told = z.infer<typeof Told>;

/**
 * Writes down what the vendor says of one of our mails. Every moment is merged with what is known by which is later, so
 * any order and any repetition of events end alike. Mails that are not ours, and kinds of events that say nothing of
 * one, are let pass.
 */
export async function handleMailEvent(services: Services, event: VendorEvent): Promise<void> {
	const state = STATES[event.type];
	const told = Told.safeParse(JSON.parse(event.body)).data;
	if (!state || !told) return;
	// A clock that is ahead of ours must not outlast what somebody says afterwards.
	const at = told.created_at < event.receivedAt ? told.created_at : event.receivedAt;
	await services.platform.transaction().execute(async (db) => {
		const mail = await mailById(db, told.data.tags.mail).executeTakeFirst();
		if (!mail) return;
		await advanceMails(db, [mail.id], { state, at }).execute();
		const { scope } = mail;
		for (const email of told.data.to) {
			const ref = { scope, addressHash: addressHash(services, { scope, email }) };
			const trouble = troubleOf(state, told);
			if (trouble) await noteTrouble(db, ref, trouble, at).execute();
			if (state === 'delivered' && mail.isTrial)
				await noteRelief(db, ref, 'provedAt', at).execute();
		}
	});
}

/** A mailbox that is full, or a server that is down, is no trouble that lasts. */
function troubleOf(state: string, { data }: Told): 'bouncedAt' | 'complainedAt' | null {
	if (state === 'complained') return 'complainedAt';
	const bounces = state === 'bounced' && data.bounce?.type === 'Permanent';
	return bounces || state === 'suppressed' ? 'bouncedAt' : null;
}
