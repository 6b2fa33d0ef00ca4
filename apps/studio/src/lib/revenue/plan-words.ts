import { CURRENCY, type PlanView } from '@kith/domains/plans/schema';
import { size } from '#lib/data/size.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Meter = PlanView['meters'][number]['meter'];

/** An amount of cents as it is written here; whole ones without cents. */
export function money(cents: number, currency: string = CURRENCY): string {
	const format = new Intl.NumberFormat(getLocale(), {
		...{ style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' },
	});
	const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
	return format.format(cents / 10 ** digits);
}

const METERS: Readonly<Record<Meter, () => string>> = {
	members: m.plan_meter_members,
	storage: m.plan_meter_storage,
	mails: m.plan_meter_mails,
	calls: m.plan_meter_calls,
};
export const meterName = (meter: Meter): string => METERS[meter]();

export const measure = (meter: Meter, amount: number): string =>
	meter === 'storage' ? size(amount) : amount.toLocaleString(getLocale());

const HAS: Readonly<Record<Meter, (amount: string) => string>> = {
	members: (count) => m.plan_has_members({ count }),
	storage: (text) => m.plan_has_storage({ size: text }),
	mails: (count) => m.plan_has_mails({ count }),
	calls: (count) => m.plan_has_calls({ count }),
};
export const hasText = (meter: Meter, amount: number): string => HAS[meter](measure(meter, amount));

export const each = (interval: 'month' | 'year', amount: number): string =>
	interval === 'year'
		? m.plan_per_year({ amount: money(amount) })
		: m.plan_per_month({ amount: money(amount) });

export const inDays = (days: number): string =>
	new Intl.NumberFormat(getLocale(), {
		...{ style: 'unit', unit: 'day', unitDisplay: 'long' },
	}).format(days);
