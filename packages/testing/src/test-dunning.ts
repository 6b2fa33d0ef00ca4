import { mailQueueOf } from './mail-queue.ts';
import type { TestInstallation } from './test-installation.ts';
import type { TestSales } from './test-sales.ts';
import type { TestMember } from './test-community.ts';

/** What banks, members and the queue do about payments that are owed, in one community. */
export function dunningIn(installation: TestInstallation, shop: TestSales) {
	const { here, membership, on, ada } = shop;
	const stripe = () => installation.services.payments;

	/** From now on the card of who bought is charged in vain, or well again. */
	async function putCard(card: 'pm_card_chargeCustomerFail' | 'pm_card_visa', who: TestMember) {
		const { externalCustomerId, externalSubscriptionId } = await membership(who);
		const customer = externalCustomerId ?? '';
		const method = await stripe().paymentMethods.attach(...([card, { customer }, on()] as const));
		const change = { default_payment_method: method.id };
		await stripe().subscriptions.update(externalSubscriptionId ?? '', change, on());
	}

	return {
		async pass(days: number) {
			installation.clock.advance(days * 86_400);
			await installation.hearStripe();
		},
		spoilCard: (who = ada) => putCard('pm_card_chargeCustomerFail', who),
		/** Puts another card in place, as whoever owes does, and nothing else. */
		async changeCard(card: 'pm_card_chargeCustomerFail' | 'pm_card_visa' = 'pm_card_visa') {
			await putCard(card, ada);
			await installation.hearStripe();
		},
		/** Puts a good card in place and pays what is open. */
		async payUp(who = ada) {
			await putCard('pm_card_visa', who);
			const subscription = (await membership(who)).externalSubscriptionId ?? '';
			const { data } = await stripe().invoices.list({ subscription, status: 'open' }, on());
			for (const { id } of data) await stripe().invoices.pay(id, {}, on());
			await installation.hearStripe();
		},
		runMails: mailQueueOf(installation, here.id, 'mail-sale'),
		/** The subjects of what somebody got, oldest first. */
		subjects: async (to: string) =>
			(await installation.mailbox.list({ limit: 100, to }))
				.map(({ subject }) => subject)
				.toReversed(),
	};
}
