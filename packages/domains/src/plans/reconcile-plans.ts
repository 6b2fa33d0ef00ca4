import type { Stripe } from 'stripe';
import { addSeconds } from '@kith/kernel/clock';
import { UnavailableError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { Services } from '../context.ts';
import { receiveEvent } from '../inbox/index.ts';
import { askStripe } from '../ask-stripe.ts';
import {
	customersAfter,
	forgetReports,
	insertReport,
	organizationOfCustomer,
	subscriptionOf,
} from './plans.queries.ts';
import { gives, planOfPrice } from './read-subscription.ts';
import { settlePlan } from './settle-plan.ts';

const PAGE = 100;
const KEEP_DAYS = 400;
const FIELDS = [
	...(['subscriptionId', 'plan', 'interval', 'status', 'amount', 'periodEnd'] as const),
	...(['trialEnd', 'cancelAt', 'nextPlan', 'nextInterval'] as const),
] as const;

/** What stood here otherwise than at Stripe, and was repaired; or what runs there and belongs to nobody here. */
export type Drift = {
	organizationId: string | null;
	subscriptionId: string | null;
	fields: Record<string, { here: string; there: string }>;
};
export type Report = { checked: number; drifts: Drift[] };

/**
 * Compares every plan with Stripe, repairs what differs and keeps what it found. In the night, and when an operator
 * asks. One that fails stops no other; then `payments.unavailable` is thrown at the end.
 */
export async function reconcilePlans(services: Services): Promise<Report> {
	const { platform, clock } = services;
	const drifts: Drift[] = [];
	let checked = 0;
	let failed = 0;
	for (let after: string | null = null; ;) {
		const page = await customersAfter(platform, after, PAGE).execute();
		for (const before of page)
			try {
				drifts.push(...(await compare(services, before)));
				checked += 1;
			} catch (error) {
				failed += 1;
				const { organizationId } = before;
				services.logger.warn({ organizationId, error }, 'a plan could not be compared');
			}
		after = page.at(-1)?.organizationId ?? null;
		if (page.length < PAGE) break;
	}
	drifts.push(...(await strangers(services)));
	const ranAt = clock.now();
	const report = { id: newId(), ranAt, checked, drifts: JSON.stringify(drifts) };
	await insertReport(platform, report).execute();
	await forgetReports(platform, addSeconds(ranAt, -KEEP_DAYS * 86_400)).execute();
	if (drifts.length > 0) services.logger.warn({ checked, drifts }, 'plans differed from Stripe');
	if (failed > 0) throw new UnavailableError('payments.unavailable', { failed });
	return { checked, drifts };
}

async function compare(services: Services, before: Row): Promise<Drift[]> {
	const { organizationId } = before;
	await settlePlan(services, organizationId);
	const now = await subscriptionOf(services.platform, organizationId).executeTakeFirst();
	if (!now) return [];
	const fields = differences(before, now);
	const { subscriptionId } = now;
	return Object.keys(fields).length > 0 ? [{ organizationId, subscriptionId, fields }] : [];
}

type Row = Awaited<ReturnType<ReturnType<typeof subscriptionOf>['executeTakeFirstOrThrow']>>;

function differences(before: Row, now: Row): Drift['fields'] {
	const text = (value: Row[(typeof FIELDS)[number]]) =>
		value instanceof Date ? value.toISOString() : String(value);
	return Object.fromEntries(
		FIELDS.filter((field) => text(before[field]) !== text(now[field])).map((field) => [
			field,
			{ here: text(before[field]), there: text(now[field]) },
		]),
	);
}

/** Subscriptions to our plans whose customer nobody here is. */
async function strangers({ payments, platform }: Services): Promise<Drift[]> {
	const found: Drift[] = [];
	for await (const one of everySubscription(payments)) {
		if (planOfPrice(one.items.data[0]?.price) === null || !gives(one)) continue;
		const customer = typeof one.customer === 'string' ? one.customer : one.customer.id;
		if (await organizationOfCustomer(platform, customer).executeTakeFirst()) continue;
		found.push({ organizationId: null, subscriptionId: one.id, fields: {} });
	}
	return found;
}

async function* everySubscription(payments: Stripe): AsyncGenerator<Stripe.Subscription> {
	for (let after: string | undefined; ;) {
		const asked = { limit: PAGE, ...(after !== undefined && { starting_after: after }) };
		const { data, has_more } = await askStripe(() => payments.subscriptions.list(asked));
		yield* data;
		after = data.at(-1)?.id;
		if (!has_more || after === undefined) return;
	}
}

/** Takes in again what Stripe told since a moment and never came; what is known is left alone. Returns how many came. */
export async function replayEvents(services: Services, since: Date): Promise<number> {
	const { payments } = services;
	const created = { gte: Math.floor(since.getTime() / 1000) };
	let taken = 0;
	for (let after: string | undefined; ;) {
		const asked = { created, limit: PAGE, ...(after !== undefined && { starting_after: after }) };
		const { data, has_more } = await askStripe(() => payments.events.list(asked));
		for (const event of data) {
			const told = { vendor: 'stripe', eventId: event.id, type: event.type, account: null };
			if (await receiveEvent(services, { ...told, body: JSON.stringify(event) })) taken += 1;
		}
		after = data.at(-1)?.id;
		if (!has_more || after === undefined) return taken;
	}
}
