import { communityCaller } from '@kith/domains';
import { founderOf } from './test-actors.ts';
import type { TestCommunity } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';

/** The owner's procedures about how a community is paid. */
export const paymentsOf = async (community: TestCommunity) =>
	communityCaller(await community.as(await founderOf(community))).payments;

/** What owners, their members and banks do about payments, in one installation. */
export function paymentsIn(installation: TestInstallation) {
	const stripe = () => installation.services.payments;
	const post = async (url: string, form: Record<string, string> = {}) => {
		const body = new URLSearchParams(form);
		const standIn = await installation.stripe();
		const page = await standIn.pages(new Request(url, { method: 'POST', body }));
		await installation.hearStripe();
		return page?.headers.get('location') ?? null;
	};
	return {
		/** A community that began to connect, its owner, and where that goes on. */
		async connect(community: TestCommunity) {
			const owner = await paymentsOf(community);
			const { url } = await owner.connect({ country: 'DE' });
			return { owner, url, accountId: (await owner.get()).account?.accountId ?? '' };
		},
		/** What the account's owner tells on the hosted page; where that leads back to. */
		tell: (url: string, standing: string) => post(url, { standing }),
		/** What the account's owner does in Stripe's own pages. */
		act: (accountId: string, verb: string) =>
			post(`${installation.services.platformOrigin}/dev/stripe/account/${accountId}/${verb}`),
		/** A membership that is paid on the account, made through us. */
		async subscribe(accountId: string) {
			const on = { stripeAccount: accountId };
			const customer = await stripe().customers.create({ email: 'mia@example.com' }, on);
			const method = await stripe().paymentMethods.attach(
				...(['pm_card_visa', { customer: customer.id }, on] as const),
			);
			const product = await stripe().products.create({ name: 'Supporter' }, on);
			const recurring = { interval: 'month' as const };
			const price = await stripe().prices.create(
				{ product: product.id, currency: 'eur', unit_amount: 500, recurring },
				on,
			);
			const wish = { customer: customer.id, default_payment_method: method.id };
			return stripe().subscriptions.create({ ...wish, items: [{ price: price.id }] }, on);
		},
	};
}
