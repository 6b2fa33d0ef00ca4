import type { AccountState, Due } from '@kith/domains/payments/schema';
import type { PlanKey } from '@kith/domains/plans/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type StateWords = {
	label: () => string;
	body: () => string;
	tone: 'success' | 'warning' | 'danger' | 'info';
};

export const STATES: Readonly<Record<AccountState, StateWords>> = {
	onboarding: {
		...{ label: m.pay_state_onboarding, body: m.pay_state_onboarding_body, tone: 'warning' },
	},
	checking: { label: m.pay_state_checking, body: m.pay_state_checking_body, tone: 'info' },
	due: { label: m.pay_state_due, body: m.pay_state_due_body, tone: 'warning' },
	restricted: {
		...{ label: m.pay_state_restricted, body: m.pay_state_restricted_body, tone: 'danger' },
	},
	rejected: { label: m.pay_state_rejected, body: m.pay_state_rejected_body, tone: 'danger' },
	active: { label: m.pay_state_active, body: m.pay_state_active_body, tone: 'success' },
};

export const DUE: Readonly<Record<Due['thing'], () => string>> = {
	address: m.pay_due_address,
	bank_account: m.pay_due_bank_account,
	birthday: m.pay_due_birthday,
	business_details: m.pay_due_business_details,
	business_kind: m.pay_due_business_kind,
	contact: m.pay_due_contact,
	document: m.pay_due_document,
	identity_number: m.pay_due_identity_number,
	industry: m.pay_due_industry,
	name: m.pay_due_name,
	owners: m.pay_due_owners,
	relationship: m.pay_due_relationship,
	tax_number: m.pay_due_tax_number,
	terms: m.pay_due_terms,
	website: m.pay_due_website,
	other: m.pay_due_other,
};

const PLANS: Readonly<Record<PlanKey, () => string>> = {
	...{ free: m.plan_free, pro: m.plan_pro, business: m.plan_business },
};
export const planName = (plan: PlanKey): string => PLANS[plan]();

export const percentOf = (percent: number): string =>
	new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 2 }).format(
		percent / 100,
	);

export const countryName = (code: string): string =>
	new Intl.DisplayNames(getLocale(), { type: 'region' }).of(code) ?? code;
