import { staffIdOf } from '@kith/kernel/actor';
import { ConflictError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import type { AccountRow } from './account-view.ts';
import { askStripe } from '../ask-stripe.ts';
import type { ConnectPayments, Elsewhere } from './payments.schema.ts';
import {
	accountById,
	currentAccount,
	insertAccount,
	lastAccount,
	nameAccount,
	reviveAccount,
} from './payments.queries.ts';
import { settleAccount } from './settle-account.ts';

/**
 * Connects an account at Stripe that the community is paid on, and leads to where its owner tells Stripe who they are.
 * However often and at once it is asked, there is one account; one that was disconnected here before is taken again.
 * Throws `payments.unavailable` and `payments.refused`.
 */
export async function connectPayments(
	ctx: CommunityContext,
	{ country }: ConnectPayments,
): Promise<Elsewhere> {
	ctx.authorize('administer', 'Payments');
	const { isBegun } = await begin(ctx, country);
	const row = await needAccount(ctx);
	const accountId = row.accountId ?? (await openAccount(ctx, row));
	if (isBegun || row.accountId === null) await settleAccount(ctx.services, row.id);
	if (!isBegun) await writeDownOpening(ctx, accountId);
	return onboardingLink(ctx, accountId);
}

/** A new link to where the account's owner goes on; links are good for minutes. Throws `payments.not_connected`. */
export async function continueOnboarding(ctx: CommunityContext): Promise<Elsewhere> {
	ctx.authorize('administer', 'Payments');
	const row = await needAccount(ctx);
	const accountId = row.accountId ?? (await openAccount(ctx, row));
	await writeDownOpening(ctx, accountId);
	return onboardingLink(ctx, accountId);
}

/** Stripe's own pages of the account: payments, payouts, what is due. Throws `payments.not_connected`. */
export async function openDashboard(ctx: CommunityContext): Promise<Elsewhere> {
	ctx.authorize('administer', 'Payments');
	const { accountId } = await needAccount(ctx);
	if (accountId === null) throw new ConflictError('payments.not_connected');
	const { payments } = ctx.services;
	await writeDownOpening(ctx, accountId);
	// Stripe makes links only into its smaller dashboard; who has the whole one signs in there.
	const link = await payments.accounts
		.createLoginLink(accountId)
		.catch((error: unknown) =>
			error instanceof payments.errors.StripeInvalidRequestError
				? { url: 'https://dashboard.stripe.com/' }
				: askStripe(() => Promise.reject(error)),
		);
	return { url: link.url };
}

/** Throws `payments.not_connected`. */
// authorize: each verb has asked.
export async function needAccount({ services, community }: CommunityContext): Promise<AccountRow> {
	const row = await currentAccount(services.platform, community.id).executeTakeFirst();
	if (!row) throw new ConflictError('payments.not_connected');
	return row;
}

/** Makes sure there is a row; says whether this call made it. */
async function begin(ctx: CommunityContext, country: string): Promise<{ isBegun: boolean }> {
	const { community, services, clock } = ctx;
	const at = clock.now();
	const by = staffIdOf(ctx.actor);
	const last = await lastAccount(services.platform, community.id).executeTakeFirst();
	if (last && last.disconnectedAt === null) return { isBegun: false };
	const mayReturn = last && !last.lostAt && last.country === country && last.accountId !== null;
	const begun = await services.platform.transaction().execute(async (db) => {
		const made = mayReturn
			? await reviveAccount(db, last.id, by, at).executeTakeFirst()
			: await insertAccount(db, {
					...{ id: newId(), communityId: community.id, country, connectedAt: at, connectedBy: by },
					...{ isLive: services.takesRealMoney, businessName: community.name },
				}).executeTakeFirst();
		if (made)
			await ctx.transaction(async (tx) => {
				tx.audit({
					...{ action: 'payments.connected', target: targetOf(ctx, made.id) },
					after: { country, accountId: mayReturn ? last.accountId : null },
				});
				await tx.emit('payments.connected', { connectionId: made.id });
			});
		return made;
	});
	return { isBegun: begun !== undefined };
}

/** Has Stripe make the account of a row: once, since all who ask at once ask the same under one key. */
async function openAccount({ services }: CommunityContext, row: AccountRow): Promise<string> {
	const made = await askStripe(() =>
		services.payments.accounts.create(
			{
				country: row.country,
				// Its owner deals with Stripe: its fees, its losses, its dashboard.
				controller: {
					...{ fees: { payer: 'account' }, losses: { payments: 'stripe' } },
					...{ stripe_dashboard: { type: 'full' }, requirement_collection: 'stripe' },
				},
				business_profile: { name: row.businessName },
				metadata: { kith_community: row.communityId },
			},
			{ idempotencyKey: `connect-${row.id}` },
		),
	);
	if (await nameAccount(services.platform, row.id, made.id).executeTakeFirst()) return made.id;
	const named = await accountById(services.platform, row.id).executeTakeFirst();
	return named?.accountId ?? made.id;
}

async function onboardingLink(
	{ services, community }: CommunityContext,
	account: string,
): Promise<Elsewhere> {
	const here = `${services.platformOrigin}/c/${community.id}/revenue/payments`;
	const { url } = await askStripe(() =>
		services.payments.accountLinks.create({
			...{ account, type: 'account_onboarding' },
			...{ refresh_url: `${here}/again`, return_url: `${here}/back` },
			collection_options: { fields: 'eventually_due' },
		}),
	);
	return { url };
}

/** What the log calls an account. */
export const targetOf = ({ community }: CommunityContext, id: string) => ({
	...{ kind: 'payments', id, label: community.name },
});

// authorize: each verb has asked.
async function writeDownOpening(ctx: CommunityContext, accountId: string): Promise<void> {
	await ctx.transaction(async (tx) =>
		tx.audit({ action: 'payments.opened', target: targetOf(ctx, accountId) }),
	);
}
