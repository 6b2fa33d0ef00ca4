import type Stripe from 'stripe';
import { html, type Html } from '../../resend/html.ts';
import { idOf, Shop } from '../engine/shop.ts';
import { changeAccount, deauthorize, needAccount, standingFields } from '../resources/accounts.ts';
import { payOut } from '../resources/balance.ts';
import { closeDispute, openDispute } from '../resources/disputes.ts';
import { showAmount } from '../resources/subscription-items.ts';
import { verifyTaxId } from '../resources/tax-ids.ts';
import { changeTaxSettings } from '../resources/tax-settings.ts';
import { letPeriodEnd } from '../resources/test-clocks.ts';
import { goTo, showPage } from './layout.ts';
import type { Visit } from './visit.ts';

/** What the owner of a connected account does in Stripe's dashboard, and what banks do to them. */
export function showAccount(visit: Visit): Response {
	const shop = new Shop(visit.world, visit.id, {});
	const account = needAccount(shop, visit.id);
	if (visit.form !== null) {
		act(shop, visit.verb, visit.form);
		return goTo(`/dev/stripe/account/${account.id}`);
	}
	const action: Action = (verb) => `/dev/stripe/account/${account.id}/${verb}`;
	const body = html`
		<p class="soft">
			${account.id}: payments ${account.charges_enabled ? 'on' : 'off'}, payouts
			${account.payouts_enabled ? 'on' : 'off'}
		</p>
		<section class="card">
			<ul>
				${[...sums(shop)].map(
					([currency, amount]) =>
						html`<li>
							<span>Balance</span><span class="amount">${showAmount(amount, currency)}</span>
							<form method="post" action="${action('payout')}">
								<button name="currency" value="${currency}">Pay out</button>
							</form>
						</li>`,
				)}
			</ul>
			<form method="post" action="${action('restrict')}">
				<button>Restrict: ask for a tax id</button>
			</form>
			<form method="post" action="${action('tax')}">
				<button>Have Stripe Tax work out taxes</button>
			</form>
			<form method="post" action="${action('disconnect')}">
				<button>Disconnect from the platform</button>
			</form>
		</section>
		${showSubscriptions(shop, action)} ${showPayments(shop, action)} ${showDisputes(shop, action)}
		${showNumbers(shop, action)}
	`;
	return showPage({ title: account.business_profile?.name ?? 'Connected account', body });
}

type Action = (verb: string) => string;

const isLive = ({ status }: Stripe.Subscription): boolean =>
	['active', 'past_due', 'trialing'].includes(status);

/** Time may run ahead for each, to see a renewal, the end of a trial or a card that fails without waiting for it. */
function showSubscriptions(shop: Shop, action: Action): Html {
	const live = shop.all('subscription').filter(isLive).slice(-20).toReversed();
	return html`
		<h2>Subscriptions</h2>
		<section class="card">
			${live.length === 0 ? html`<p class="soft">Nothing runs.</p>` : html``}
			<ul>
				${live.map(
					(subscription) =>
						html`<li>
							<span
								>${shop.get('customer', idOf(subscription.customer))?.email ?? subscription.id},
								${subscription.status.replaceAll('_', ' ')}</span
							>
							<form method="post" action="${action('period')}">
								<button name="subscription" value="${subscription.id}">Let its period end</button>
							</form>
						</li>`,
				)}
			</ul>
		</section>
	`;
}

function showPayments(shop: Shop, action: Action): Html {
	return html`
		<h2>Payments</h2>
		<section class="card">
			${shop.all('charge').length === 0 ? html`<p class="soft">No payments yet.</p>` : html``}
			<ul>
				${shop
					.all('charge')
					.slice(-20)
					.toReversed()
					.map(
						(charge) =>
							html`<li>
								<span
									>${charge.billing_details.email ?? charge.id},
									${charge.status}${charge.disputed ? ', disputed' : ''}</span
								>
								<span class="amount">${showAmount(charge.amount, charge.currency)}</span>
								${
									charge.paid && !charge.disputed
										? html`<form method="post" action="${action('dispute')}">
												<button name="charge" value="${charge.id}">Dispute it</button>
											</form>`
										: html``
								}
							</li>`,
					)}
			</ul>
		</section>
	`;
}

function showDisputes(shop: Shop, action: Action): Html {
	return html`
		<h2>Disputes</h2>
		<section class="card">
			${shop.all('dispute').length === 0 ? html`<p class="soft">No disputes.</p>` : html``}
			<ul>
				${shop.all('dispute').map(
					(dispute) =>
						html`<li>
							<span>${dispute.id}, ${dispute.status.replaceAll('_', ' ')}</span>
							${
								dispute.status === 'needs_response' || dispute.status === 'under_review'
									? html`<form method="post" action="${action('decide')}" class="pair">
											<input type="hidden" name="dispute" value="${dispute.id}" /><button
												name="as"
												value="won"
											>
												Seller wins</button
											><button name="as" value="lost">Seller loses</button>
										</form>`
									: html``
							}
						</li>`,
				)}
			</ul>
		</section>
	`;
}

/** Tax numbers that a register was asked about and has not answered for. */
function showNumbers(shop: Shop, action: Action): Html {
	const waiting = shop
		.all('tax_id')
		.filter(({ verification }) => verification?.status === 'pending');
	if (waiting.length === 0) return html``;
	return html`
		<h2>Tax numbers</h2>
		<section class="card">
			<ul>
				${waiting.map(
					({ id, value }) =>
						html`<li>
							<span>${value}</span>
							<form method="post" action="${action('number')}" class="pair">
								<input type="hidden" name="number" value="${id}" /><button
									name="as"
									value="verified"
								>
									Is right</button
								><button name="as" value="unverified">Is unknown</button>
							</form>
						</li>`,
				)}
			</ul>
		</section>
	`;
}

function sums(shop: Shop): Map<string, number> {
	const sum = new Map<string, number>();
	for (const { currency, net } of shop.all('balance_transaction'))
		sum.set(currency, (sum.get(currency) ?? 0) + net);
	return sum;
}

function act(shop: Shop, verb: string, form: URLSearchParams): void {
	const account = needAccount(shop, shop.account);
	if (verb === 'restrict') changeAccount(shop, account, standingFields('restricted'));
	if (verb === 'tax')
		changeTaxSettings(shop, { head_office: { address: { country: account.country ?? 'DE' } } });
	const number = shop.get('tax_id', form.get('number'));
	if (verb === 'number' && number)
		verifyTaxId(shop, number, form.get('as') === 'verified' ? 'verified' : 'unverified');
	if (verb === 'disconnect') deauthorize(shop, account.id);
	const currency = form.get('currency') ?? '';
	const amount = sums(shop).get(currency) ?? 0;
	if (verb === 'payout' && amount > 0) payOut(shop, amount, currency);
	const subscription = shop.get('subscription', form.get('subscription'));
	if (verb === 'period' && subscription && isLive(subscription)) letPeriodEnd(shop, subscription);
	const charge = shop.get('charge', form.get('charge'));
	if (verb === 'dispute' && charge && !charge.disputed) openDispute(shop, charge, 'fraudulent');
	const dispute = shop.get('dispute', form.get('dispute'));
	if (verb === 'decide' && dispute)
		closeDispute(shop, dispute, form.get('as') === 'won' ? 'won' : 'lost');
}
