import type Stripe from 'stripe';
import { isWithin, page, type Paging } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { Shop } from '../engine/shop.ts';
import { lockedOut, missing, refused } from '../engine/stripe-error.ts';

/** What a new account must tell before it may take payments. */
const DUE = [
	'business_profile.mcc',
	'business_profile.url',
	'external_account',
	'representative.first_name',
	'representative.last_name',
	'tos_acceptance.date',
];
const CURRENCY: Readonly<Record<string, string>> = {
	...{ US: 'usd', GB: 'gbp', CH: 'chf', JP: 'jpy', CA: 'cad', AU: 'aud', SE: 'sek', PL: 'pln' },
};

/** Where an account stands with what is asked of it. */
export type Standing = 'active' | 'due' | 'new' | 'refused' | 'restricted' | 'verifying';

/** The fields of an account that follow from where it stands. */
export function standingFields(standing: Standing): Partial<Stripe.Account> {
	const may = standing === 'active' || standing === 'due';
	const due = {
		...{ new: DUE, due: ['individual.verification.document'], restricted: ['company.tax_id'] },
		...{ active: [], verifying: [], refused: [] },
	}[standing];
	const reason = {
		...{ new: 'requirements.past_due', restricted: 'requirements.past_due' },
		...{ verifying: 'requirements.pending_verification', refused: 'rejected.other' },
		...{ active: null, due: null },
	}[standing];
	const capability = may ? 'active' : standing === 'verifying' ? 'pending' : 'inactive';
	return {
		charges_enabled: may,
		payouts_enabled: may,
		details_submitted: standing !== 'new',
		capabilities: { card_payments: capability, transfers: capability },
		requirements: {
			...{ alternatives: [], current_deadline: null, disabled_reason: reason, errors: [] },
			currently_due: due,
			eventually_due: due,
			past_due: may ? [] : due,
			pending_verification: standing === 'verifying' ? ['individual.verification'] : [],
		} as unknown as Stripe.Account.Requirements,
	};
}

/** The connected account of this id; the platform sees no other. */
export function needAccount(shop: Shop, id: string): Stripe.Account {
	const found = new Shop(shop.world, shop.world.platform, {}).get('account', id);
	if (found === undefined || 'deleted' in found) throw missing('account', id, 'account');
	return found;
}

function readAccount(call: Call) {
	const account = needAccount(call.shop, part(call));
	if (call.shop.in(call.shop.world.platform).get('own.revoked', account.id))
		throw lockedOut(account.id);
	return account;
}

const TIME_TO_TELL = 14 * 24 * 60 * 60;

/** Replaces fields of an account, and tells the platform's listeners for connected accounts. */
export function changeAccount(shop: Shop, old: Stripe.Account, fields: Partial<Stripe.Account>) {
	const updated = shop.in(shop.world.platform).patch('account', old, dated(shop, fields));
	const keys = Object.keys(fields) as (keyof Stripe.Account)[];
	const previous = Object.fromEntries(keys.map((key) => [key, old[key]]));
	shop.in(updated.id).tell('account.updated', updated, previous);
	return updated;
}

function createAccount({ shop, params }: Call<Stripe.AccountCreateParams>) {
	const { controller, type, country = 'US', email } = params;
	if (controller && type) throw refused('You may not provide both type and controller.', 'type');
	const standard = type === 'standard' || controller?.stripe_dashboard?.type === 'full' || !type;
	const account = shop.make('account', {
		...standingFields('new'),
		...{ country, email: email ?? null, business_type: params.business_type ?? null },
		default_currency: params.default_currency ?? CURRENCY[country] ?? 'eur',
		type: type ?? 'none',
		controller: {
			type: 'application',
			is_controller: true,
			fees: { payer: controller?.fees?.payer ?? 'account' },
			losses: { payments: controller?.losses?.payments ?? 'stripe' },
			requirement_collection: controller?.requirement_collection ?? 'stripe',
			stripe_dashboard: {
				type: controller?.stripe_dashboard?.type ?? (standard ? 'full' : 'express'),
			},
		},
		business_profile: profileOf(null, params.business_profile),
		metadata: mergeMetadata(null, params.metadata),
		external_accounts: { object: 'list', data: [], has_more: false, url: '' } as never,
		...{ future_requirements: standingFields('active').requirements as never, groups: null },
		tos_acceptance: { date: null, ip: null, user_agent: null },
	});
	return account;
}

function profileOf(old: Stripe.Account.BusinessProfile | null | undefined, given: unknown) {
	const blank = { annual_revenue: null, mcc: null, name: null, support_address: null, url: null };
	const support = { support_email: null, support_phone: null, support_url: null };
	const more = { minority_owned_business_designation: null, estimated_worker_count: null };
	const law = { specified_commercial_transactions_act_url: null };
	return {
		...{ ...blank, ...support, ...more, ...law, ...old },
		...(given as object | undefined),
	} as Stripe.Account.BusinessProfile;
}

/** While an account works, what is due has a last day. */
function dated(shop: Shop, fields: Partial<Stripe.Account>): Partial<Stripe.Account> {
	const { requirements, charges_enabled } = fields;
	if (!requirements || charges_enabled !== true || !requirements.currently_due?.length)
		return fields;
	const current_deadline = shop.now() + TIME_TO_TELL;
	return { ...fields, requirements: { ...requirements, current_deadline } };
}

function updateAccount(call: Call<Stripe.AccountUpdateParams>) {
	const { shop, params } = call;
	const account = needAccount(shop, part(call));
	return changeAccount(shop, account, {
		metadata: mergeMetadata(account.metadata ?? null, params.metadata),
		...(params.email !== undefined && { email: params.email }),
		...(params.business_profile && {
			business_profile: profileOf(account.business_profile, params.business_profile),
		}),
	});
}

function deleteAccount(call: Call) {
	const { id } = needAccount(call.shop, part(call));
	const gone = { id, object: 'account', deleted: true };
	call.shop.put('account', gone as unknown as Stripe.Account);
	call.shop.put('own.revoked', { id, at: call.shop.now() });
	return gone;
}

/** Takes the platform's access to an account away, as its owner does in the dashboard. */
export function deauthorize(shop: Shop, account: string): void {
	const application = { id: 'ca_local', object: 'application', name: 'Local platform' };
	shop.in(account).tell('account.application.deauthorized', application);
	shop.in(shop.world.platform).put('own.revoked', { id: account, at: shop.now() });
}

/** The platform lets go of an account; it is told as if the owner had done it. */
function letGo({ shop, params }: Call<Stripe.OAuthDeauthorizeParams>) {
	const { id } = needAccount(shop, params.stripe_user_id ?? '');
	deauthorize(shop, id);
	return { stripe_user_id: id };
}

function listAccounts(call: Call<Paging & Stripe.AccountListParams>) {
	const there = call.shop.all('account').filter((account) => !('deleted' in account));
	return page(
		call,
		there.filter(({ created }) => isWithin(created, call.params.created)),
	);
}

/** The account that asks: the platform itself, or the connected one it asks as. */
function ownAccount({ shop }: Call) {
	if (shop.account !== shop.world.platform) return needAccount(shop, shop.account);
	return shop.draft('account', {
		...standingFields('active'),
		...{ id: shop.account, country: 'US', default_currency: 'usd', email: null, type: 'standard' },
		...{ business_profile: profileOf(null, {}), metadata: {} },
	});
}

function createLink({ shop, params }: Call<Stripe.AccountLinkCreateParams>) {
	const account = needAccount(shop, params.account);
	const { refresh_url, return_url, type } = params;
	const now = shop.now();
	const id = shop.world.ids.next('alink');
	const expires_at = now + 5 * 60;
	shop.in(shop.world.platform).put('own.note', {
		id,
		given: { account: account.id, refresh_url, return_url, type, expires_at },
	});
	const url = `${shop.world.pagesUrl}/dev/stripe/onboard/${id}`;
	return { object: 'account_link', created: now, expires_at, url };
}

function createLoginLink(call: Call) {
	const { id } = needAccount(call.shop, part(call));
	const url = `${call.shop.world.pagesUrl}/dev/stripe/account/${id}`;
	return { object: 'login_link', created: call.shop.now(), url };
}

const PATH = '/v1/accounts';
export const ACCOUNTS = [
	route('POST', PATH, 'AccountCreateParams', createAccount),
	route('GET', PATH, 'AccountListParams', listAccounts),
	route('GET', '/v1/account', null, ownAccount),
	route('GET', `${PATH}/:id`, null, readAccount),
	route('POST', `${PATH}/:id`, 'AccountUpdateParams', updateAccount),
	route('DELETE', `${PATH}/:id`, null, deleteAccount),
	route('POST', `${PATH}/:id/login_links`, 'AccountCreateLoginLinkParams', createLoginLink),
	route('POST', '/oauth/deauthorize', 'OAuthDeauthorizeParams', letGo),
	route('POST', '/v1/account_links', 'AccountLinkCreateParams', createLink),
];
