import { addSeconds } from '@kith/kernel/clock';
import type { PlatformContext, Services } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { countUsage, GRACE_DAYS } from './count-usage.ts';
import { BUYERS, READERS } from './customer.ts';
import { mayTry } from './may-try.ts';
import { subscriptionOf, usageOf } from './plans.queries.ts';
import {
	METERS,
	PLANS,
	type InvoiceView,
	type MeterView,
	type OfOrganization,
	type PlanKey,
	type PlanView,
} from './plans.schema.ts';

const FRESH_SECONDS = 15 * 60;
const MOST_INVOICES = 24;

/** The plan of an organization. */
// authorize: which plan it is is no secret to whoever acts in its communities.
export async function planOf({ platform }: Services, organizationId: string): Promise<PlanKey> {
	const row = await subscriptionOf(platform, organizationId).executeTakeFirst();
	return (row?.plan ?? 'free') as PlanKey;
}

/** What an organization has, how much of it is used, and what comes next; asks nobody outside. */
export async function readPlan(
	ctx: PlatformContext,
	{ organizationId }: OfOrganization,
): Promise<PlanView> {
	const staff = ctx.authorize(organizationId, READERS);
	const { services, db } = ctx;
	const role = staff.organizations.find(({ id }) => id === organizationId)?.role;
	const row = await subscriptionOf(db, organizationId).executeTakeFirst();
	const plan = (row?.plan ?? 'free') as PlanKey;
	const at = row?.periodEnd ?? null;
	return {
		...{ plan, interval: (row?.interval ?? null) as PlanView['interval'] },
		...{ amount: row?.amount ?? null, status: row?.status ?? 'none', periodEnd: at },
		...{ trialEnd: row?.trialEnd ?? null, cancelAt: row?.cancelAt ?? null },
		mayTry: mayTry(row),
		next:
			row?.nextPlan && at
				? {
						...{ plan: row.nextPlan as PlanKey, at },
						interval: row.nextInterval as PlanView['interval'],
					}
				: null,
		meters: await metersOf(ctx, organizationId, plan),
		hasCustomer: row?.customerId !== null && row !== undefined,
		mayBuy: BUYERS.some((one) => one === role),
		takesRealMoney: services.takesRealMoney,
	};
}

async function metersOf(
	{ services, clock, db }: PlatformContext,
	organizationId: string,
	plan: PlanKey,
): Promise<MeterView[]> {
	const now = clock.now();
	let rows = await usageOf(db, organizationId).execute();
	const oldest = addSeconds(now, -FRESH_SECONDS);
	if (rows.length < METERS.length || rows.some(({ countedAt }) => countedAt < oldest)) {
		await countUsage(services, organizationId);
		rows = await usageOf(db, organizationId).execute();
	}
	return METERS.map((meter) => {
		const row = rows.find((one) => one.meter === meter);
		const [used, limit] = [Number(row?.used ?? 0), PLANS[plan].meters[meter]];
		const graceUntil = row?.overSince ? addSeconds(row.overSince, GRACE_DAYS * 86_400) : null;
		const isLate = graceUntil !== null && graceUntil <= now;
		const state = used > limit ? (isLate ? 'late' : 'over') : used >= limit * 0.8 ? 'near' : 'ok';
		return { meter, used, limit, state, graceUntil: used > limit ? graceUntil : null };
	});
}

/** Invoices of the last two years, newest first. Throws `payments.unavailable`. */
export async function listInvoices(
	ctx: PlatformContext,
	{ organizationId }: OfOrganization,
): Promise<InvoiceView[]> {
	ctx.authorize(organizationId, BUYERS);
	const row = await subscriptionOf(ctx.db, organizationId).executeTakeFirst();
	const customer = row?.customerId;
	if (!customer) return [];
	const asked = { customer, limit: MOST_INVOICES };
	const { data } = await askStripe(() => ctx.services.payments.invoices.list(asked));
	return data
		.filter(({ status }) => status !== 'draft')
		.map((invoice) => ({
			...{ id: invoice.id ?? '', number: invoice.number, total: invoice.total },
			...{ at: new Date(invoice.created * 1000), currency: invoice.currency },
			...{ status: invoice.status ?? 'open', url: invoice.hosted_invoice_url ?? null },
			pdf: invoice.invoice_pdf ?? null,
		}));
}
