import type Stripe from 'stripe';
import { html, type Html } from '../../resend/html.ts';
import type { Shop } from '../engine/shop.ts';
import type { SessionState, SessionSums } from '../resources/checkout-pricing.ts';
import { showAmount } from '../resources/subscription-items.ts';

type Session = Stripe.Checkout.Session;

/** What is sold and what it comes to, with the forms that change it. */
export function showOrder(
	shop: Shop,
	path: string,
	session: Session,
	state: SessionState,
	sums: SessionSums,
): Html {
	const show = (amount: number) => showAmount(amount, sums.currency);
	const row = (name: string, amount: number, kind = '') =>
		html`<li class="${kind}"><span>${name}</span><span class="amount">${show(amount)}</span></li>`;
	return html`
		<section class="card" aria-label="Your order">
			<ul>
				${sums.lines.map(
					(line, index) =>
						html`<li>
							<span
								>${line.description ?? ''}${(line.quantity ?? 1) > 1 ? ` × ${line.quantity}` : ''}${rhythm(line.price)}</span
							>
							<span class="amount"
								>${show(unitAmount(shop, state, index) * (line.quantity ?? 1))}</span
							>
						</li>`,
				)}
				${sums.discount > 0 ? row('Discount', -sums.discount) : html``}
				${sums.tax > 0 ? row('Tax', sums.tax) : html``}
				${row(session.mode === 'subscription' ? 'Due today' : 'Total', sums.total, 'sum')}
			</ul>
		</section>
		${adjustments(shop, path, state)} ${codeForm(path, session, state)}
	`;
}

/** What the seller says above the button. */
export const sellersWord = ({ custom_text: { submit } }: Session): Html =>
	submit === null ? html`` : html`<p>${submit.message}</p>`;

const rhythm = (price: Stripe.Price | null): string =>
	price?.recurring
		? `, every ${price.recurring.interval_count > 1 ? `${price.recurring.interval_count} ` : ''}${price.recurring.interval}`
		: '';

/** The price itself, also while a trial makes it free. */
function unitAmount(shop: Shop, state: SessionState, index: number): number {
	const line = state.lines[index];
	return line?.chosen ?? shop.get('price', line?.price)?.unit_amount ?? 0;
}

function adjustments(shop: Shop, path: string, { lines }: SessionState): Html {
	const fields = lines.flatMap((line, index) => {
		const custom = shop.get('price', line.price)?.custom_unit_amount;
		return [
			...(line.adjustable
				? [
						html`<label
							>Quantity
							<input
								name="quantity${String(index)}"
								type="number"
								min="${String(line.adjustable.minimum)}"
								max="${String(line.adjustable.maximum)}"
								value="${String(line.quantity)}"
								required
						/></label>`,
					]
				: []),
			...(custom
				? [
						html`<label
							>Amount
							<input
								name="amount${String(index)}"
								inputmode="decimal"
								value="${((line.chosen ?? 0) / 100).toFixed(2)}"
								required
						/></label>`,
					]
				: []),
		];
	});
	if (fields.length === 0) return html``;
	return html`<form method="post" action="${path}/lines">
		${fields}<button>Update order</button>
	</form>`;
}

function codeForm(path: string, session: Session, state: SessionState): Html {
	if (!session.allow_promotion_codes) return html``;
	if (state.discounts.length > 0)
		return html`<form method="post" action="${path}/code">
			<button name="remove" value="1">Remove promotion code</button>
		</form>`;
	return html`<form method="post" action="${path}/code" class="row">
		<label>Promotion code <input name="code" required /></label>
		<button>Apply</button>
	</form>`;
}
