import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { arrivalOf, keepArrival } from './onboarding.queries.ts';
import { Arrival, type FinishStep, type HideFirstSteps } from './onboarding.schema.ts';

/** Goes on from a screen of the welcome, whether it was filled in or passed over; twice is once. */
export async function finishStep(ctx: CommunityContext, { step }: FinishStep): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	const now = ctx.clock.now().toISOString();
	await changeArrival(ctx, memberId, async (arrival, tx) => {
		if (arrival.done[step] !== undefined) return arrival;
		await tx.emit('onboarding.step_done', { memberId, step });
		return { ...arrival, done: { ...arrival.done, [step]: now } };
	});
}

/** Puts the list of first steps away, or shows it again. */
export async function hideFirstSteps(
	ctx: CommunityContext,
	{ hidden }: HideFirstSteps,
): Promise<void> {
	const now = ctx.clock.now().toISOString();
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	await changeArrival(ctx, memberId, async (arrival, tx) => {
		tx.touchMember(memberId);
		return { ...arrival, hiddenAt: hidden ? now : undefined };
	});
}

async function changeArrival(
	ctx: CommunityContext,
	memberId: string,
	change: (arrival: Arrival, tx: CommunityTransaction) => Promise<Arrival>,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const row = await arrivalOf(tx.db, memberId).forNoKeyUpdate().executeTakeFirstOrThrow();
		const arrival = await change(Arrival.parse(row.onboarding), tx);
		await keepArrival(tx.db, memberId, arrival).execute();
	});
}
