import type Stripe from 'stripe';
import { html, type Html } from '../../resend/html.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';
import { updateSubscription } from '../resources/change-subscription.ts';
import { changeCustomer, needCustomer } from '../resources/customers.ts';
import { endSubscription } from '../resources/end-subscription.ts';
import { pauseSubscription, resumeSubscription } from '../resources/pause-subscription.ts';
import { attach } from '../resources/payment-methods.ts';
import { amountIn } from '../resources/prices.ts';
import { nameOf, showAmount } from '../resources/subscription-items.ts';
import { cardFields, readCard } from './card-form.ts';
import { goTo, showPage } from './layout.ts';
import { notFound, place, type Visit } from './visit.ts';

type Features = Stripe.BillingPortal.Configuration['features'];
type Desk = {
	shop: Shop;
	customer: Stripe.Customer;
	features: Features;
	path: string;
	back: string;
};

/** The hosted portal: a customer's card, plan and invoices. */
export function showPortal(visit: Visit): Response {
	const { shop, object } = place(visit);
	const session = shop.get('billing_portal.session', object);
	if (session === undefined) return notFound();
	const customer = needCustomer(shop, session.customer);
	const { features } = shop.need('billing_portal.configuration', idOf(session.configuration) ?? '');
	const desk: Desk = {
		...{ shop: shop.on(customer.test_clock), customer, features },
		path: `/dev/stripe/portal/${visit.id}`,
		back: session.return_url ?? '/',
	};
	if (visit.form === null) return showDesk(desk, null);
	try {
		desk.shop.world.store.atomically(() =>
			act(desk, visit.verb, visit.form ?? new URLSearchParams()),
		);
	} catch (error) {
		if (error instanceof StripeError) return showDesk(desk, error.message);
		throw error;
	}
	const after = session.flow?.after_completion;
	return goTo(after?.type === 'redirect' ? (after.redirect?.return_url ?? desk.back) : desk.path);
}

function act(desk: Desk, verb: string, form: URLSearchParams): void {
	const { shop, customer, features } = desk;
	if (verb === 'card' && features.payment_method_update.enabled) return keepCard(desk, form);
	const subscription = shop.need('subscription', form.get('subscription') ?? '');
	if (idOf(subscription.customer) !== customer.id)
		throw new StripeError('This is not your subscription.');
	if (verb === 'cancel' && features.subscription_cancel.enabled) {
		const feedback = (form.get('reason') ||
			null) as Stripe.SubscriptionUpdateParams.CancellationDetails.Feedback | null;
		const details = { feedback, comment: form.get('comment') || null };
		if (features.subscription_cancel.mode === 'immediately')
			endSubscription(shop, subscription, { details });
		else
			updateSubscription(shop, subscription, {
				cancel_at_period_end: true,
				cancellation_details: details as Stripe.SubscriptionUpdateParams.CancellationDetails,
			});
	} else if (verb === 'renew')
		updateSubscription(shop, subscription, { cancel_at_period_end: false });
	else if (verb === 'pause' && features.subscription_pause.enabled)
		pauseSubscription(shop, subscription, true);
	else if (verb === 'resume') resumeSubscription(shop, subscription, false);
	else if (verb === 'plan' && features.subscription_update.enabled)
		switchPlan(desk, subscription, form);
	else throw new StripeError('The portal does not offer this.');
}

function keepCard({ shop, customer }: Desk, form: URLSearchParams): void {
	const method = attach(shop, readCard(shop, form, customer.email), customer.id);
	changeCustomer(shop, customer, {
		invoice_settings: { ...customer.invoice_settings, default_payment_method: method.id },
	});
	for (const subscription of shop.by('subscription', 'customer', customer.id))
		if (subscription.default_payment_method && subscription.status !== 'canceled')
			updateSubscription(shop, subscription, { default_payment_method: method.id });
}

function switchPlan(
	{ shop, features }: Desk,
	subscription: Stripe.Subscription,
	form: URLSearchParams,
): void {
	const price = form.get('price') ?? '';
	const offered = features.subscription_update.products?.flatMap(({ prices }) => prices) ?? [];
	if (!offered.includes(price)) throw new StripeError('This plan is not offered.');
	const [item] = subscription.items.data;
	updateSubscription(shop, subscription, {
		items: [{ id: item?.id ?? '', price }],
		proration_behavior: features.subscription_update.proration_behavior,
		payment_behavior: 'error_if_incomplete',
	});
}

function showDesk(desk: Desk, problem: string | null): Response {
	const { shop, customer, features, path, back } = desk;
	const live = shop
		.by('subscription', 'customer', customer.id)
		.filter(({ status }) => status !== 'canceled' && status !== 'incomplete_expired');
	const body = html`
		${problem === null ? html`` : html`<p class="bad" role="alert">${problem}</p>`}
		<p class="soft">${customer.email ?? customer.name ?? customer.id}</p>
		${live.map((subscription) => showSubscription(desk, subscription))}
		${
			features.payment_method_update.enabled
				? html`<h2>Card</h2>
						<p>${cardText(desk)}</p>
						<details>
							<summary>Use another card</summary>
							<form method="post" action="${path}/card" class="card">
								${cardFields()}<button class="main">Save card</button>
							</form>
						</details>`
				: html``
		}
		${features.invoice_history.enabled ? showInvoices(desk) : html``}
		<p><a href="${back}">Back</a></p>
	`;
	return showPage({ title: 'Your membership', body, status: problem === null ? 200 : 402 });
}

function cardText({ shop, customer }: Desk): string {
	const [own] = shop.by('payment_method', 'customer', customer.id).toReversed();
	const kept =
		shop.get('payment_method', idOf(customer.invoice_settings.default_payment_method)) ?? own;
	return kept?.card ? `${kept.card.brand} ending in ${kept.card.last4}` : 'No card is kept.';
}

const showDay = (at: number): string =>
	new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at * 1000);

function showSubscription(desk: Desk, subscription: Stripe.Subscription): Html {
	const { shop, path, features } = desk;
	const [item] = subscription.items.data;
	if (item === undefined) return html``;
	const hidden = html`<input type="hidden" name="subscription" value="${subscription.id}" />`;
	const price = shop.get('price', item.price.id) ?? item.price;
	const unit = amountIn(price, subscription.currency) ?? 0;
	const amount = showAmount(unit * (item.quantity ?? 1), subscription.currency);
	const until = showDay(item.current_period_end);
	return html`
		<section class="card">
			<h2>${nameOf(shop, item.price)}</h2>
			<p>
				${amount} every ${item.price.recurring?.interval ?? 'month'},
				${subscription.status.replaceAll('_', ' ')}
			</p>
			<p class="soft">
				${subscription.cancel_at === null ? `Renews on ${until}` : `Ends on ${showDay(subscription.cancel_at)}`}
			</p>
			${features.subscription_update.enabled ? planForm(desk, subscription, hidden) : html``}
			${
				features.subscription_pause.enabled && subscription.status !== 'paused'
					? html`<form method="post" action="${path}/pause">${hidden}<button>Pause</button></form>`
					: html``
			}
			${
				subscription.status === 'paused'
					? html`<form method="post" action="${path}/resume">
							${hidden}<button class="main">Resume</button>
						</form>`
					: html``
			}
			${endForm(desk, subscription, hidden)}
		</section>
	`;
}

function planForm(
	{ shop, path, features }: Desk,
	subscription: Stripe.Subscription,
	hidden: Html,
): Html {
	const prices = (features.subscription_update.products ?? [])
		.flatMap((product) => product.prices)
		.flatMap((id) => shop.get('price', id) ?? [])
		.filter(({ id }) => id !== subscription.items.data[0]?.price.id);
	return html`<form method="post" action="${path}/plan">
		${hidden}
		<label
			>Other plan
			<select name="price">
				${prices.map((price) => html`<option value="${price.id}">${nameOf(shop, price)}, ${showAmount(price.unit_amount ?? 0, price.currency)} / ${price.recurring?.interval ?? ''}</option>`)}
			</select>
		</label>
		<button>Switch plan</button>
	</form>`;
}

function endForm({ path, features }: Desk, subscription: Stripe.Subscription, hidden: Html): Html {
	if (subscription.cancel_at !== null)
		return html`<form method="post" action="${path}/renew">
			${hidden}<button class="main">Do not cancel</button>
		</form>`;
	if (!features.subscription_cancel.enabled) return html``;
	const { enabled, options } = features.subscription_cancel.cancellation_reason;
	return html`<details>
		<summary>Cancel plan</summary>
		<form method="post" action="${path}/cancel">
			${hidden}
			${
				enabled
					? html`<label
								>Reason
								<select name="reason">
									<option value="">No reason</option>
									${options.map((one) => html`<option value="${one}">${one.replaceAll('_', ' ')}</option>`)}
								</select>
							</label>
							<label>Anything else? <textarea name="comment" maxlength="500"></textarea></label>`
					: html``
			}
			<button>Cancel plan</button>
		</form>
	</details>`;
}

function showInvoices({ shop, customer }: Desk): Html {
	const invoices = shop
		.by('invoice', 'customer', customer.id)
		.filter(({ status }) => status !== 'draft')
		.toReversed()
		.slice(0, 24);
	if (invoices.length === 0) return html``;
	return html`<h2>Invoices</h2>
		<section class="card">
			<ul>
				${invoices.map(
					(one) =>
						html`<li>
							<a href="${one.hosted_invoice_url ?? ''}"
								>${one.number ?? ''}, ${showDay(one.created)}</a
							>
							<span class="amount"
								>${showAmount(one.total, one.currency)}, ${one.status ?? ''}</span
							>
						</li>`,
				)}
			</ul>
		</section>`;
}
