import { platformCaller } from '@kith/domains';
import type { ChangePlan } from '@kith/domains/plans/schema';
import type { TestCommunity } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';
import { asStaff } from './test-staff.ts';

export type Choice = Pick<ChangePlan, 'plan' | 'interval'>;
export const PRO: Choice = { plan: 'pro', interval: 'month' };
export const BUSINESS: Choice = { plan: 'business', interval: 'month' };

const DAY = 86_400;

/** What the owner of a community's organization does about its plan, and what Stripe has of it. */
export function buyerOf(installation: TestInstallation, community: TestCommunity) {
	const { services, clock } = installation;
	const { organizationId } = community.community;
	const ours = () => ({ organizationId });
	const owner = async () => platformCaller(await asStaff(installation, community.staffId)).plans;
	const customer = async () => {
		const row = services.platform.selectFrom('planSubscriptions').select('customerId');
		const found = await row.where('organizationId', '=', organizationId).executeTakeFirst();
		return found?.customerId ?? '';
	};
	const pay = async (url: string, number = '4242424242424242') => {
		const card = { number, expiry: '12/34', cvc: '123', name: 'Ada', country: 'BE' };
		const body = new URLSearchParams(card);
		const standIn = await installation.stripe();
		const page = await standIn.pages(new Request(`${url}/pay`, { method: 'POST', body }));
		return page?.status ?? 404;
	};
	return {
		...{ ours, owner, customer, pay },
		current: async () => (await owner()).current(ours()),
		/** Buys on the hosted page; where that is. */
		async buy(choice = PRO): Promise<string> {
			const { url } = await (await owner()).checkOut({ ...ours(), ...choice });
			if ((await pay(url)) !== 303) throw new Error('the card was refused');
			await installation.hearStripe();
			return url;
		},
		/** Looks at what a change costs, and does it. */
		async change(choice: Choice) {
			const plans = await owner();
			const preview = await plans.preview({ ...ours(), ...choice });
			const at = preview.kind === 'now' ? preview.at : null;
			await plans.change({ ...ours(), ...choice, at });
			await installation.hearStripe();
			return preview;
		},
		/** Days go by, and Stripe does what is due at each. */
		async pass(days: number) {
			for (let day = 0; day < days; day++) {
				clock.advance(DAY);
				await installation.hearStripe();
			}
		},
		invoices: async () =>
			(await services.payments.invoices.list({ customer: await customer(), limit: 100 })).data,
		running: async () =>
			(await services.payments.subscriptions.list({ customer: await customer() })).data,
		/** From now on a card is charged in vain. */
		async spoilCard() {
			const attached = { customer: await customer() };
			const bad = await services.payments.paymentMethods.attach(
				...(['pm_card_chargeCustomerFail', attached] as const),
			);
			const [one] = (await services.payments.subscriptions.list(attached)).data;
			const change = { default_payment_method: bad.id };
			await services.payments.subscriptions.update(one?.id ?? '', change);
		},
	};
}

/** What ran until now renews no more: time belongs to the next. */
export async function endAllPlans(installation: TestInstallation): Promise<void> {
	const standIn = await installation.stripe();
	standIn.setFaults(null);
	for (const { id, status } of standIn.books().all('subscription'))
		if (status !== 'canceled' && status !== 'incomplete_expired')
			await installation.services.payments.subscriptions.cancel(id);
	await installation.hearStripe();
}
