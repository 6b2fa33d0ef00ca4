import * as z from 'zod';
import { requestJob } from '@kith/db/jobs';
import type { Services } from '../context.ts';
import type { VendorEvent } from '../domain.ts';
import { organizationOfCustomer } from './plans.queries.ts';
import { settlePlan } from './settle-plan.ts';

const ABOUT_PLANS = /^(customer\.subscription|subscription_schedule|invoice|checkout\.session)\./;
const MAILS: Readonly<Record<string, string>> = {
	'customer.subscription.trial_will_end': 'trial',
	'invoice.payment_failed': 'failed',
	'invoice.payment_action_required': 'failed',
	'invoice.paid': 'receipt',
};
const Told = z.object({
	data: z.object({ object: z.object({ id: z.string().optional(), customer: z.string() }) }),
});

/** Takes from an event only whose it is, and reads that again; the mails it asks for read what they tell, too. */
export async function handleBillingEvent(services: Services, event: VendorEvent): Promise<void> {
	if (event.account !== null || !ABOUT_PLANS.test(event.type)) return;
	const told = Told.safeParse(JSON.parse(event.body)).data?.data.object;
	if (!told) return;
	const { platform, clock } = services;
	const row = await organizationOfCustomer(platform, told.customer).executeTakeFirst();
	if (!row) return;
	const { organizationId } = row;
	await settlePlan(services, organizationId);
	const news = MAILS[event.type];
	if (!news || !told.id) return;
	const payload = { organizationId, news, about: told.id };
	const key = `mail-plan:${news}:${told.id}`;
	await requestJob(platform, 'mail-plan', payload, { key, now: clock.now() });
}
