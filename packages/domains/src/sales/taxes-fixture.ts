import { newId } from '@kith/kernel/ids';
import type { TestInstallation } from '@kith/testing/test-installation';
import { GOOD_CARD, press } from '@kith/testing/test-purchases';
import { openTestSales, salesOf } from '@kith/testing/test-sales';
import type { Taxes } from './taxes.schema.ts';

const DAY = 86_400;
export const german = { id: newId(), name: 'USt.', country: 'DE', region: null, percent: 19 };
const french = { id: newId(), name: 'TVA', country: 'FR', region: null, percent: 20 };
export const RATES = {
	...{ mode: 'rates' as const, rates: [german, french], defaultRateId: german.id },
};
export const LEGAL = {
	...{ name: 'Chor e. V.', address: 'Gasse 1\n10115 Berlin', vatId: 'DE123456789' },
	...{ footer: 'Sitz: Berlin', field: { name: 'Register', value: 'VR 1' } },
};

/** A community that sells, whose taxes somebody tells, and what became of them. */
export async function openTaxes(installation: TestInstallation) {
	(await installation.stripe()).setFaults(null);
	const shop = await openTestSales(installation);
	const { here, founder, ada } = shop;
	const stripe = () => installation.services.payments;
	const pass = async (days: number) => {
		installation.clock.advance(days * DAY);
		await installation.hearStripe();
	};

	async function told(change: Partial<Taxes>): Promise<void> {
		const sales = await salesOf(here, founder);
		const { taxes } = await sales.taxes();
		await sales.saveTaxes({ ...taxes, ...change });
	}

	/** Pays on Stripe's page, living there. */
	async function paid(url: string, more: Record<string, string> = {}): Promise<void> {
		const card = { number: GOOD_CARD, expiry: '12/34', cvc: '123', name: 'Ada' };
		await press(installation, `${url}/pay`, { email: 'ada@example.com', ...card, ...more });
	}

	async function bought(
		priceId: string,
		{ country, ...form }: { country?: string; tax_id?: string } = {},
	) {
		const sales = await salesOf(here, ada);
		const { url, membershipId } = await sales.buy({ priceId, ...(country && { country }) });
		await paid(url, { ...(country && { country }), ...form });
		return { sales, membershipId };
	}

	/** Presses a button on the page of the account at Stripe. */
	const onAccount = (verb: string, form: Record<string, string> = {}) => {
		const { platformOrigin } = installation.services;
		return press(
			installation,
			`${platformOrigin}/dev/stripe/account/${shop.account}/${verb}`,
			form,
		);
	};
	const money = () =>
		here.db
			.selectFrom('ledger')
			.select(['kind', 'amount', 'fee', 'tax', 'mrrDelta'])
			.orderBy('at')
			.orderBy('id')
			.execute();
	const payments = async () => (await money()).filter(({ kind }) => kind === 'payment');
	const mrr = async () => (await money()).reduce((sum, { mrrDelta }) => sum + mrrDelta, 0);
	const subscription = async () =>
		stripe().subscriptions.retrieve(
			...([(await shop.membership()).externalSubscriptionId ?? '', {}, shop.on()] as const),
		);
	return {
		...{ ...shop, stripe, pass, told, paid, bought, onAccount, money, payments, mrr },
		subscription,
	};
}

export type TaxedShop = Awaited<ReturnType<typeof openTaxes>>;
