import * as z from 'zod';
import { askStripe } from '../ask-stripe.ts';
import type { Services } from '../context.ts';
import { payersOf, planOf } from '../plans/index.ts';
import { METERS } from '../plans/plans.schema.ts';
import { platformBrand } from './brands.ts';
import { deliverAll } from './deliver.ts';
import type { MailProps } from './write-letter.ts';

const News = z.strictObject({
	organizationId: z.uuid(),
	news: z.enum(['trial', 'failed', 'receipt']),
	/** What Stripe calls the invoice or the subscription it is about. */
	about: z.string(),
});
const Usage = z.strictObject({
	organizationId: z.uuid(),
	meter: z.enum(METERS),
	percent: z.int(),
	at: z.iso.datetime(),
});

const NAMES = { free: 'Free', pro: 'Pro', business: 'Business' } as const;

/** Tells who looks after the plan what happened to it, if it is still so at Stripe. */
export async function mailPlanNews(services: Services, payload: unknown): Promise<void> {
	const { organizationId, news, about } = News.parse(payload);
	const found = news === 'trial' ? await trialOf(services, about) : await billOf(services, about);
	if (found?.news !== news) return;
	const plan = NAMES[await planOf(services, organizationId)];
	await tell(
		services,
		organizationId,
		`plan-${news}:${found.key}`,
		({ locale, name, timeZone }) => {
			const money = new Intl.NumberFormat(locale, { style: 'currency', currency: found.currency });
			const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
			return {
				...{ kind: 'plan-news', news, plan, organization: name },
				...{ amount: money.format(found.amount / 100), day: found.at ? day.format(found.at) : '' },
			};
		},
	);
}

/** Tells who looks after the plan that a measure is nearly or wholly used. */
export async function mailPlanUsage(services: Services, payload: unknown): Promise<void> {
	const { organizationId, meter, percent, at } = Usage.parse(payload);
	const plan = NAMES[await planOf(services, organizationId)];
	const key = `plan-usage:${organizationId}:${meter}:${percent}:${at.slice(0, 10)}`;
	await tell(services, organizationId, key, ({ name }) => ({
		...{ kind: 'plan-usage', meter, percent, plan, organization: name },
	}));
}

type Payer = Awaited<ReturnType<ReturnType<typeof payersOf>['execute']>>[number];
type Told =
	| ({ kind: 'plan-news' } & Omit<MailProps['plan-news'], 'url'>)
	| ({ kind: 'plan-usage' } & Omit<MailProps['plan-usage'], 'url'>);

async function tell(
	services: Services,
	organizationId: string,
	key: string,
	write: (payer: Payer) => Told,
): Promise<void> {
	const { platform, platformOrigin } = services;
	const url = `${platformOrigin}/home/${organizationId}/plan`;
	const brand = platformBrand(platformOrigin);
	const payers = await payersOf(platform, organizationId).execute();
	await deliverAll(
		services,
		payers.map((payer) => {
			const { kind, ...told } = write(payer);
			const props = { ...told, url } as MailProps[typeof kind];
			const { email: to, locale } = payer;
			return { kind, props, to, locale, brand, idempotencyKey: `${key}:${payer.id}` };
		}),
	);
}

type Found = {
	news: 'trial' | 'failed' | 'receipt' | null;
	key: string;
	amount: number;
	currency: string;
	at: Date | null;
};

const dateOf = (seconds: number | null | undefined): Date | null =>
	seconds === null || seconds === undefined ? null : new Date(seconds * 1000);

async function billOf({ payments }: Services, id: string): Promise<Found> {
	const invoice = await askStripe(() => payments.invoices.retrieve(id));
	const { status, amount_paid, amount_due, attempt_count, currency } = invoice;
	const base = { currency, at: dateOf(invoice.next_payment_attempt) };
	if (status === 'paid' && amount_paid > 0)
		return { ...base, news: 'receipt', key: id, amount: amount_paid };
	const isLate = status === 'open' && attempt_count > 0;
	const key = `${id}:${attempt_count}`;
	return { ...base, news: isLate ? 'failed' : null, key, amount: amount_due };
}

async function trialOf({ payments }: Services, id: string): Promise<Found> {
	const { status, trial_end, items, currency } = await askStripe(() =>
		payments.subscriptions.retrieve(id),
	);
	const amount = items.data[0]?.price.unit_amount ?? 0;
	const news = status === 'trialing' ? 'trial' : null;
	return { news, key: `${id}:${trial_end}`, amount, currency, at: dateOf(trial_end) };
}
