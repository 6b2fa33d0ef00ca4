import { html } from '../../resend/html.ts';
import { Shop } from '../engine/shop.ts';
import {
	changeAccount,
	needAccount,
	standingFields,
	type Standing,
} from '../resources/accounts.ts';
import { goTo, showPage } from './layout.ts';
import { notFound, type Visit } from './visit.ts';

type Asked = {
	account: string;
	refresh_url: string | undefined;
	return_url: string | undefined;
	expires_at: number;
};

const CHOICES: readonly [Standing, string][] = [
	['active', 'Everything is right: payments and payouts are on'],
	['due', 'Payments are on, a document is asked for later'],
	['verifying', 'Details are being checked'],
	['restricted', 'A tax id is missing: payments are off'],
	['refused', 'Stripe refuses this business'],
];

/** The hosted onboarding: how it ends is chosen, where Stripe would ask and look it up. */
export function showOnboarding({ world, id, form }: Visit): Response {
	const shop = new Shop(world, world.platform, {});
	const asked = shop.get('own.note', id)?.given as Asked | undefined;
	if (asked === undefined) return notFound();
	if (asked.expires_at <= shop.now() && form === null)
		return goTo(asked.refresh_url ?? asked.return_url ?? '/');
	const account = needAccount(shop, asked.account);
	const back = asked.return_url ?? '/';
	if (form !== null) {
		const standing = CHOICES.find(([name]) => name === form.get('standing'))?.[0];
		if (standing === undefined) return goTo(back);
		const name = form.get('name');
		changeAccount(shop, account, {
			...standingFields(standing),
			...(name &&
				account.business_profile && { business_profile: { ...account.business_profile, name } }),
		});
		return goTo(back);
	}
	const body = html`
		<p class="soft">Account ${account.id}</p>
		<form method="post" class="card">
			<label
				>Name of the business
				<input name="name" value="${account.business_profile?.name ?? ''}" />
			</label>
			${CHOICES.map(
				([standing, text], index) =>
					html`<label class="choice">
						${
							index === 0
								? html`<input type="radio" name="standing" value="${standing}" checked />`
								: html`<input type="radio" name="standing" value="${standing}" />`
						}
						${text}
					</label>`,
			)}
			<button class="main">Submit</button>
		</form>
		<p><a href="${back}">Save and leave</a></p>
	`;
	return showPage({ title: 'Tell Stripe about your business', body });
}
