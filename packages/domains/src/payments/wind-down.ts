import { UnavailableError } from '@kith/kernel/errors';
import * as z from 'zod';
import type { Services } from '../context.ts';
import { askStripe, isLockedOut } from '../ask-stripe.ts';
import {
	accountById,
	accountsAfter,
	markLost,
	markWoundDown,
	openAccountsOf,
} from './payments.queries.ts';
import { runningOn } from './running-memberships.ts';
import { settleAccount } from './settle-account.ts';

export const WIND_DOWN = 'wind-down-payments';
const Payload = z.strictObject({ connectionId: z.uuid() });
const PAGE = 100;

/**
 * Has every membership on a disconnected account end with what was paid for; once none runs any more, the account is
 * done with. Safe to repeat, and repeated every night until then. Nothing happens to one that is connected again.
 */
// authorize: who disconnected it has been asked.
export async function windDown(services: Services, payload: unknown): Promise<void> {
	const { connectionId } = Payload.parse(payload);
	const { platform, payments, clock } = services;
	const row = await accountById(platform, connectionId).executeTakeFirst();
	if (!row?.accountId || !row.disconnectedAt || row.endedAt) return;
	const on = { stripeAccount: row.accountId };
	let isOver = true;
	try {
		for await (const one of runningOn(services, row.accountId)) {
			isOver = false;
			if (one.cancel_at_period_end || one.cancel_at !== null) continue;
			const change = { cancel_at_period_end: true };
			await askStripe(() => payments.subscriptions.update(one.id, change, on));
		}
	} catch (error) {
		const cause = error instanceof Error ? error.cause : null;
		if (!isLockedOut(cause)) throw error;
		return void (await markLost(platform, row.id, clock.now()).execute());
	}
	if (isOver) await markWoundDown(platform, row.id, clock.now()).execute();
}

/** Before a community is gone for good: nobody pays for it any more, at once. */
// authorize: who deletes it has been asked.
export async function endPaymentsOf(services: Services, communityId: string): Promise<void> {
	const { payments, platform } = services;
	for (const { accountId } of await openAccountsOf(platform, communityId).execute()) {
		if (accountId === null) continue;
		const on = { stripeAccount: accountId };
		try {
			for await (const one of runningOn(services, accountId))
				await askStripe(() => payments.subscriptions.cancel(one.id, {}, on));
		} catch (error) {
			if (!isLockedOut(error instanceof Error ? error.cause : null)) throw error;
		}
	}
}

/**
 * Reads every account in use again, in case an event never came, and goes on winding down; one that fails stops no other.
 * Throws `payments.unavailable` at the end when some did, so that the queue comes again.
 */
export async function reconcileAccounts(services: Services): Promise<void> {
	let after: string | null = null;
	let failed = 0;
	for (;;) {
		const page: { id: string; disconnectedAt: Date | null }[] = await accountsAfter(
			...([services.platform, after, PAGE] as const),
		).execute();
		for (const { id, disconnectedAt } of page)
			try {
				await settleAccount(services, id);
				if (disconnectedAt) await windDown(services, { connectionId: id });
			} catch (error) {
				failed += 1;
				services.logger.warn({ id, error }, 'an account could not be read again');
			}
		after = page.at(-1)?.id ?? null;
		if (page.length < PAGE) break;
	}
	if (failed > 0) throw new UnavailableError('payments.unavailable', { failed });
}
