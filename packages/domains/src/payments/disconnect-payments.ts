import { requestJob } from '@kith/db/jobs';
import { staffIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { needAccount, targetOf } from './connect-payments.ts';
import { endAccount, markWoundDown } from './payments.queries.ts';
import type { DisconnectPlan } from './payments.schema.ts';
import { periodEndOf, runningOn } from './running-memberships.ts';
import { WIND_DOWN } from './wind-down.ts';

/** More are not counted: the sentence says "more than". */
const MOST_COUNTED = 500;

/** What disconnecting would do. Throws `payments.not_connected` and `payments.unavailable`. */
export async function planDisconnect(ctx: CommunityContext): Promise<DisconnectPlan> {
	ctx.authorize('administer', 'Payments');
	const { accountId } = await needAccount(ctx);
	let running = 0;
	let last = 0;
	if (accountId !== null)
		for await (const one of runningOn(ctx.services, accountId)) {
			if (running === MOST_COUNTED) return { running, isMore: true, lastEnd: dateOf(last) };
			running += 1;
			last = Math.max(last, periodEndOf(one));
		}
	return { running, isMore: false, lastEnd: dateOf(last) };
}

const dateOf = (seconds: number): Date | null => (seconds === 0 ? null : new Date(seconds * 1000));

/**
 * Takes no more payments on the account. Memberships that run go on until what was paid for ends, and are not charged
 * again: a job sees to it at Stripe. Throws `payments.not_connected`.
 */
export async function disconnectPayments(ctx: CommunityContext): Promise<void> {
	ctx.authorize('administer', 'Payments');
	const { services, clock, actor } = ctx;
	const { id, accountId } = await needAccount(ctx);
	const now = clock.now();
	await services.platform.transaction().execute(async (db) => {
		const end = { at: now, by: staffIdOf(actor) };
		if (!(await endAccount(db, id, end).executeTakeFirst())) return;
		if (accountId === null) await markWoundDown(db, id, now).execute();
		else await requestJob(db, WIND_DOWN, { connectionId: id }, { key: `${WIND_DOWN}:${id}`, now });
		await ctx.transaction(async (tx) => {
			tx.audit({
				...{ action: 'payments.disconnected', target: targetOf(ctx, id) },
				before: { accountId },
			});
			await tx.emit('payments.disconnected', { connectionId: id });
		});
	});
}
