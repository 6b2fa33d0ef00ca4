import type { CommunityContext, Services } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { feePercentOf, planOf } from '../plans/index.ts';
import { pastOf, viewOf } from './account-view.ts';
import { needAccount } from './connect-payments.ts';
import { currentAccount, lastAccount } from './payments.queries.ts';
import type { PaymentRights, PaymentsView } from './payments.schema.ts';
import { settleAccount } from './settle-account.ts';

/** What the caller may do with how the community is paid. */
// authorize: everybody may know what they may.
export function rightsOf({ ability }: CommunityContext): PaymentRights {
	return {
		mayRead: isAllowed(ability, 'read', 'Payments'),
		mayManage: isAllowed(ability, 'administer', 'Payments'),
	};
}

/** How the community is paid, by what Stripe said last; asks nobody outside. */
export async function readPayments(ctx: CommunityContext): Promise<PaymentsView> {
	ctx.authorize('read', 'Payments');
	const { services, community } = ctx;
	const { takesRealMoney, platform } = services;
	const plan = await planOf(services, community.organizationId);
	const row = await lastAccount(platform, community.id).executeTakeFirst();
	return {
		account: row && !row.disconnectedAt ? viewOf(row) : null,
		past: row ? pastOf(row) : null,
		...{ feePercent: feePercentOf(plan), plan, takesRealMoney },
		mayManage: rightsOf(ctx).mayManage,
	};
}

/** Asks Stripe how the account stands now. Throws `payments.not_connected` and `payments.unavailable`. */
export async function readPaymentsAgain(ctx: CommunityContext): Promise<PaymentsView> {
	ctx.authorize('read', 'Payments');
	await settleAccount(ctx.services, (await needAccount(ctx)).id);
	return readPayments(ctx);
}

/** Whom members of a community pay, and what of it stays with the platform; null where nobody can be paid now. */
// authorize: who sells has asked.
export async function payeeOf(
	services: Services,
	community: { id: string; organizationId: string },
): Promise<{ accountId: string; currency: string; feePercent: number } | null> {
	const row = await currentAccount(services.platform, community.id).executeTakeFirst();
	if (!row?.accountId || !row.chargesEnabled || row.currency === null) return null;
	const feePercent = feePercentOf(await planOf(services, community.organizationId));
	return { accountId: row.accountId, currency: row.currency, feePercent };
}
