import type Stripe from 'stripe';
import { html, type Html } from '../../resend/html.ts';
import type { Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';
import { makeCard } from '../resources/payment-methods.ts';

const EXAMPLES = [
	['4242 4242 4242 4242', 'pays'],
	['4000 0025 0000 3155', 'asks its owner once'],
	['4000 0000 0000 0002', 'is declined'],
	['4000 0000 0000 9995', 'has too little money'],
	['4000 0000 0000 0341', 'is kept, and fails when charged'],
	['4000 0000 0000 0259', 'is disputed at once'],
] as const;

/** The fields of a card, and the numbers that try things out. */
export const cardFields = (): Html => html`
	<label
		>Card number
		<input
			name="number"
			inputmode="numeric"
			autocomplete="cc-number"
			placeholder="4242 4242 4242 4242"
			required
		/>
	</label>
	<div class="row">
		<label
			>Expiry (MM/YY)
			<input
				name="expiry"
				inputmode="numeric"
				autocomplete="cc-exp"
				placeholder="12/34"
				pattern="(0[1-9]|1[0-2]) ?/ ?[0-9]{2}"
				required
			/>
		</label>
		<label
			>CVC
			<input
				name="cvc"
				inputmode="numeric"
				autocomplete="cc-csc"
				placeholder="123"
				pattern="[0-9]{3,4}"
				required
			/>
		</label>
	</div>
	<label>Name on card <input name="name" autocomplete="cc-name" /></label>
	<details>
		<summary>Test cards</summary>
		<table>
			<tbody>
				${EXAMPLES.map(
					([number, does]) =>
						html`<tr>
							<td>${number}</td>
							<td>${does}</td>
						</tr>`,
				)}
			</tbody>
		</table>
	</details>
`;

/** The card that was filled in. */
export function readCard(
	shop: Shop,
	form: URLSearchParams,
	email: string | null,
): Stripe.PaymentMethod {
	const number = (form.get('number') ?? '').replaceAll(/[\s-]/g, '');
	const [, month, year] =
		/^\s*(\d{1,2})\s*\/\s*(\d{2}|\d{4})\s*$/.exec(form.get('expiry') ?? '') ?? [];
	if (month === undefined || year === undefined)
		throw new StripeError("Your card's expiration date is incomplete.");
	const card = { number, exp_month: Number(month), exp_year: 2_000 + (Number(year) % 1_000) };
	return makeCard(shop, card, { email, name: form.get('name') || null });
}
