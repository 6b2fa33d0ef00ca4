import type Stripe from 'stripe';
import { html, type Html } from '../../resend/html.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';
import { fateOf } from '../resources/cards.ts';
import {
	keepState,
	priceSession,
	stateOf,
	type SessionState,
	type SessionSums,
} from '../resources/checkout-pricing.ts';
import { sumFields } from '../resources/checkout-fields.ts';
import { completeSession } from '../resources/complete-session.ts';
import { showAmount } from '../resources/subscription-items.ts';
import { cardFields, readCard } from './card-form.ts';
import { sellersWord, showOrder } from './checkout-order.ts';
import { goTo, showPage } from './layout.ts';
import { notFound, place, type Visit } from './visit.ts';

type Session = Stripe.Checkout.Session;

/** The hosted checkout: what is sold, a card, and the way back. */
export function showCheckout(visit: Visit): Response {
	const { shop, object } = place(visit);
	const session = shop.get('checkout.session', object);
	if (session === undefined) return notFound();
	if (session.status === 'complete') return goTo(wayBack(session));
	if (session.status === 'expired')
		return showPage({ title: 'This checkout has expired', body: backLink(session), status: 410 });
	const own = shop.on(shop.get('customer', idOf(session.customer))?.test_clock);
	if (visit.form === null) return offer(own, visit, session, null);
	try {
		return answer(own, visit, session, visit.form);
	} catch (error) {
		if (error instanceof StripeError) return offer(own, visit, session, error.message);
		throw error;
	}
}

const wayBack = (session: Session): string =>
	(session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id);

const backLink = ({ cancel_url: url }: Session): Html =>
	url ? html`<p><a href="${url}">Back to the seller</a></p>` : html``;

function answer(shop: Shop, visit: Visit, session: Session, form: URLSearchParams): Response {
	const state = stateOf(shop, session.id);
	if (visit.verb === 'code') return changeOffer(shop, visit, session, withCode(shop, state, form));
	if (visit.verb === 'lines')
		return changeOffer(shop, visit, session, withLines(shop, state, form));
	if (visit.verb === 'agree') return agree(shop, visit, session, form);
	const email = form.get('email') || session.customer_email;
	const needsCard = asksForCard(session, priceOf(shop, session, state));
	const method = needsCard ? readCard(shop, form, email) : null;
	if (method && fateOf(shop, method.id).asks !== null) {
		const waiting = { method: method.id, form: [...form] as [string, string][] };
		keepState(shop, session.id, { ...state, waiting });
		return askOwner(visit, session);
	}
	return finish(shop, session, form, method, false);
}

function finish(
	shop: Shop,
	session: Session,
	form: URLSearchParams,
	method: Stripe.PaymentMethod | null,
	agreed: boolean,
): Response {
	const value = form.get('tax_id') ?? '';
	const done = completeSession(shop, session, {
		...{ method, agreed, name: form.get('name') || null, country: form.get('country') || null },
		email: form.get('email') || session.customer_email,
		taxId: value === '' ? null : { type: form.get('tax_type') ?? 'eu_vat', value },
	});
	return goTo(wayBack(done));
}

/** The bank's own page, which Stripe shows in a frame. */
function askOwner(visit: Visit, session: Session): Response {
	const body = html`
		<p>The bank wants to know whether you agree to this payment.</p>
		<form method="post" action="${pathOf(visit)}/agree" class="card">
			<button class="main" name="answer" value="yes">Complete authentication</button>
			<p></p>
			<button name="answer" value="no">Fail authentication</button>
		</form>
		${backLink(session)}
	`;
	return showPage({ title: '3D Secure test page', body });
}

function agree(shop: Shop, visit: Visit, session: Session, form: URLSearchParams): Response {
	const { waiting } = stateOf(shop, session.id);
	const method = shop.get('payment_method', waiting?.method);
	if (waiting === null || method === undefined) return offer(shop, visit, session, null);
	if (form.get('answer') !== 'yes')
		throw new StripeError(
			'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
		);
	return finish(shop, session, new URLSearchParams(waiting.form), method, true);
}

function changeOffer(shop: Shop, visit: Visit, session: Session, state: SessionState): Response {
	const sums = priceSession(shop, session, state);
	keepState(shop, session.id, { ...state, shown: sums.lines });
	const discounts = state.discounts.map(({ coupon, promotion_code: code }) => ({
		...{ coupon: coupon ?? null, promotion_code: code ?? null },
	}));
	shop.patch('checkout.session', session, { ...sumFields(sums), discounts });
	return goTo(pathOf(visit));
}

function withCode(shop: Shop, state: SessionState, form: URLSearchParams): SessionState {
	if (form.get('remove')) return { ...state, discounts: [] };
	const typed = (form.get('code') ?? '').trim().toLowerCase();
	const found = shop.by('promotion_code', 'code', typed).find(({ active }) => active);
	if (!state.params.allow_promotion_codes || found === undefined)
		throw new StripeError('This code is invalid.');
	return { ...state, discounts: [{ promotion_code: found.id }] };
}

function withLines(shop: Shop, state: SessionState, form: URLSearchParams): SessionState {
	const lines = state.lines.map((line, index) => {
		const quantity = Number(form.get(`quantity${index}`) ?? line.quantity);
		const limits = line.adjustable;
		if (limits && !(quantity >= limits.minimum && quantity <= limits.maximum))
			throw new StripeError(`The quantity must be from ${limits.minimum} to ${limits.maximum}.`);
		const custom = shop.need('price', line.price).custom_unit_amount;
		const typed = form.get(`amount${index}`);
		if (custom && typed) checkChosen(Math.round(Number(typed) * 100), custom);
		return {
			...line,
			...(limits && { quantity }),
			...(custom && typed && { chosen: Math.round(Number(typed) * 100) }),
		};
	});
	return { ...state, lines };
}

function checkChosen(amount: number, { maximum, minimum }: Stripe.Price.CustomUnitAmount): void {
	if (!(amount >= (minimum ?? 0) && amount <= (maximum ?? 99_999_999)))
		throw new StripeError('Choose an amount within the limits.');
}

const pathOf = ({ id }: Visit): string => `/dev/stripe/checkout/${id}`;

const priceOf = (shop: Shop, session: Session, state: SessionState): SessionSums | null =>
	session.mode === 'setup' ? null : priceSession(shop, session, state);

const asksForCard = (session: Session, sums: SessionSums | null): boolean =>
	sums === null ||
	sums.total > 0 ||
	(session.mode === 'subscription' && session.payment_method_collection === 'always');

/** The state with what is no longer valid taken out of it, and why. */
function valid(shop: Shop, session: Session): { state: SessionState; problem: string | null } {
	const state = stateOf(shop, session.id);
	try {
		priceOf(shop, session, state);
		return { state, problem: null };
	} catch (error) {
		if (!(error instanceof StripeError) || state.discounts.length === 0) throw error;
		const healed = { ...state, discounts: [] };
		keepState(shop, session.id, healed);
		return { state: healed, problem: error.message };
	}
}

function offer(shop: Shop, visit: Visit, session: Session, refusal: string | null): Response {
	const { state, problem: lapsed } = valid(shop, session);
	const problem = refusal ?? lapsed;
	const sums = priceOf(shop, session, state);
	const needsCard = asksForCard(session, sums);
	const body = html`
		${problem === null ? html`` : html`<p class="bad" role="alert">${problem}</p>`}
		${sums === null ? html`` : showOrder(shop, pathOf(visit), session, state, sums)}
		<form method="post" action="${pathOf(visit)}/pay" class="card">
			${
				session.customer
					? html`<p class="soft">${session.customer_details?.email ?? 'Known customer'}</p>`
					: html`<label
							>Email
							<input
								name="email"
								type="email"
								autocomplete="email"
								value="${session.customer_email ?? visit.form?.get('email') ?? ''}"
								required
							/>
						</label>`
			}
			${needsCard ? cardFields() : html`<p>No card is needed.</p>`} ${placeFields(session, state)}
			${sellersWord(session)}
			<button class="main">${buttonOf(session, sums)}</button>
		</form>
		${backLink(session)}
	`;
	return showPage({ title: titleOf(session), body, status: problem === null ? 200 : 402 });
}

const titleOf = ({ mode }: Session): string =>
	mode === 'setup' ? 'Save a card' : mode === 'subscription' ? 'Subscribe' : 'Pay';

function buttonOf({ mode }: Session, sums: SessionSums | null): string {
	if (sums === null) return 'Save card';
	if (mode === 'payment') return `Pay ${showAmount(sums.total, sums.currency)}`;
	return sums.total === 0 ? 'Start' : 'Subscribe';
}

function placeFields({ tax_id_collection: tax }: Session, { params }: SessionState): Html {
	const asksPlace =
		params.automatic_tax?.enabled === true || params.billing_address_collection === 'required';
	return html`
		${
			asksPlace
				? html`<label
						>Country (two letters)
						<input
							name="country"
							autocomplete="country"
							pattern="[A-Z]{2}"
							placeholder="DE"
							required
						/>
					</label>`
				: html``
		}
		${
			tax?.enabled
				? html`<label
						>VAT number, if you buy as a business
						<input
							name="tax_id"
							placeholder="DE123456789"
							${tax.required === 'if_supported' ? html`required` : html``}
						/>
					</label>`
				: html``
		}
	`;
}
