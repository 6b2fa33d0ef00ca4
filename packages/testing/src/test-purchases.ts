import { communityCaller } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import { newId } from '@kith/kernel/ids';
import { founderOf } from './test-actors.ts';
import type { TestCommunity, TestMember } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';

/** What somebody sends from one of the emulator's pages; what it tells is heard. */
export async function press(
	installation: TestInstallation,
	url: string,
	form: Record<string, string>,
): Promise<string | null> {
	const standIn = await installation.stripe();
	const body = new URLSearchParams(form);
	const page = await standIn.pages(new Request(url, { method: 'POST', body }));
	await installation.hearStripe();
	return page?.headers.get('location') ?? null;
}

/** Connects an account that may be charged on. Answers its name. */
export async function openAccount(
	installation: TestInstallation,
	here: TestCommunity,
): Promise<string> {
	const { payments } = communityCaller(await here.as(await founderOf(here)));
	const { url } = await payments.connect({ country: 'DE' });
	await press(installation, url, { standing: 'active' });
	return (await payments.get()).account?.accountId ?? '';
}

const CARD = { expiry: '12/34', cvc: '123', name: 'Ada' };
export const GOOD_CARD = '4242 4242 4242 4242';

/** Pays on the page that a checkout leads to. */
export const pay = (installation: TestInstallation, url: string, number = GOOD_CARD) =>
	press(installation, `${url}/pay`, { email: 'ada@example.com', number, ...CARD });

/** A cardholder’s bank takes a charge back on an account. Answers what Stripe calls it. */
export async function disputeCharge(
	installation: TestInstallation,
	{ account, charge }: { account: string; charge: string },
): Promise<string> {
	const { payments, platformOrigin } = installation.services;
	await press(installation, `${platformOrigin}/dev/stripe/account/${account}/dispute`, { charge });
	const { data } = await payments.disputes.list({ charge }, { stripeAccount: account });
	return data[0]?.id ?? '';
}

/** A member who bought what the price is of, and what the ledger calls their payment. */
export async function buy(
	installation: TestInstallation,
	here: TestCommunity,
	{ who, priceId }: { who: TestMember; priceId: string },
): Promise<{ membershipId: string; entryId: string }> {
	const { sales } = communityCaller(await here.as(who));
	const { url, membershipId } = await sales.buy({ priceId });
	await pay(installation, url);
	const { sales: staff } = communityCaller(await here.as(await founderOf(here)));
	const entries = await staff.entries({ membershipId });
	return { membershipId, entryId: entries.find(({ kind }) => kind === 'payment')?.id ?? '' };
}

/** A gift that somebody paid for, of a tier that can be given. */
export async function giveGift(
	installation: TestInstallation,
	here: TestCommunity,
	{ who, tierId }: { who: TestMember; tierId: string },
): Promise<{ giftId: string }> {
	const { tiers } = communityCaller(await here.as(await founderOf(here)));
	const priceId = newId();
	const terms = { kind: 'gift' as const, months: 3, currency: 'eur', amount: 2_700 };
	await tiers.addPrice({ tierId, id: priceId, terms });
	const { gifts } = communityCaller(await here.as(who));
	const words = { sender: 'Ada', message: 'Enjoy', email: 'bo@example.com', sendOn: null };
	const { giftId, url } = await gifts.buy({ id: newId(), priceId, ...words });
	await pay(installation, url);
	return { giftId };
}

/** Days more that a member could be given for what they bought, as whoever may give them is shown. */
export async function showExtension(
	founder: CommunityContext,
	{ membershipId }: { membershipId: string },
): Promise<{ membershipId: string; days: number; from: Date }> {
	const { sales } = communityCaller(founder);
	const { from } = await sales.previewExtension({ membershipId, days: 30 });
	return { membershipId, days: 30, from };
}
