import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { requirementsOf, stateOf } from './account-state.ts';
import type { AccountRow } from './account-view.ts';
import { askStripe, isLockedOut } from '../ask-stripe.ts';
import { accountById, drawQuestion, endAccount, keepAnswer, markLost } from './payments.queries.ts';

/**
 * Reads an account again at Stripe and keeps what is said. Whoever asks later is believed, so any order of events ends
 * alike. Throws `payments.unavailable`.
 */
// authorize: verbs that call it have asked; events and jobs need no leave.
export async function settleAccount(services: Services, id: string): Promise<void> {
	const { platform, payments, clock } = services;
	const row = await accountById(platform, id).executeTakeFirst();
	if (!row || row.accountId === null || row.lostAt) return;
	const { accountId } = row;
	const { asked } = await drawQuestion(platform, id).executeTakeFirstOrThrow();
	const account = await askStripe(() =>
		payments.accounts.retrieve(accountId).catch((error: unknown) => {
			if (isLockedOut(error)) return null;
			throw error;
		}),
	);
	if (account === null) return await lose(services, row);
	const facts = {
		...{ currency: account.default_currency ?? null, country: account.country ?? row.country },
		...{ status: stateOf(account), detailsSubmitted: account.details_submitted },
		...{ chargesEnabled: account.charges_enabled, payoutsEnabled: account.payouts_enabled },
		...{ requirements: JSON.stringify(requirementsOf(account)), readAt: clock.now() },
	};
	const kept = await keepAnswer(platform, id, asked, facts).executeTakeFirst();
	const takesPayments = account.charges_enabled;
	if (!kept || kept.charged === takesPayments || row.disconnectedAt) return;
	await withContext(services, row, (ctx) =>
		ctx.transaction(async (tx) => {
			await tx.emit('payments.switched', { connectionId: id, takesPayments });
		}),
	);
}

/** The account's owner took our access away: nothing there can be ended or read by us any more. */
async function lose(services: Services, row: AccountRow): Promise<void> {
	const { platform, clock } = services;
	const at = clock.now();
	await platform.transaction().execute(async (db) => {
		const ended = await endAccount(db, row.id, { at, by: null, isLost: true }).executeTakeFirst();
		if (!ended) return void (await markLost(db, row.id, at).execute());
		await withContext(services, row, (ctx) =>
			ctx.transaction(async (tx) => {
				const target = { kind: 'payments', id: row.id, label: ctx.community.name };
				tx.audit({ action: 'payments.disconnected', target, after: { isLost: true } });
				await tx.emit('payments.disconnected', { connectionId: row.id });
			}),
		);
	});
}

async function withContext(
	services: Services,
	{ communityId }: AccountRow,
	use: (ctx: Awaited<ReturnType<typeof createJobContext>>) => Promise<void>,
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (community) await use(await createJobContext(services, community, 'settle-payments'));
}
