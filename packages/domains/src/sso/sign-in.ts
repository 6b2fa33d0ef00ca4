import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { addressToAsk, answerIn } from './ask-provider.ts';
import { beginAttempt, endAttempt } from './attempt.ts';
import { connectionById } from './connections.ts';
import { enter } from './enter.ts';
import { limitSenders } from './limit-senders.ts';
import { dueBy } from './mapping.ts';
import { personOf } from './person.ts';
import { rememberDoor } from './leave.ts';
import { openTest, reportTest } from './test-connection.ts';
import type { Arrival, StartSignIn } from './sso.schema.ts';

/**
 * Begins a sign-in: gives the browser what ties the answer to it, and says where it goes. Throws `sso.not_found` for
 * a connection that is not open (to anybody but a test), and what the provider's adapter throws.
 */
// authorize: anyone may ask to sign in; limits bound it.
export async function startSignIn(
	ctx: CommunityContext,
	{ test, ...wish }: StartSignIn,
): Promise<{ url: string }> {
	await limitSenders(ctx, 'sso');
	const connection = connectionById(ctx.snapshot, wish.connectionId);
	const tested = test === null ? null : await openTest(ctx, connection.id, test);
	if (!connection.isEnabled && tested === null) throw new NotFoundError('sso.not_found');
	const attempt = beginAttempt(ctx, { ...wish, test: tested });
	try {
		return { url: await addressToAsk(ctx, connection, attempt) };
	} catch (error) {
		if (tested === null) throw error;
		return { url: await reportTest(ctx, connection, tested, { error }) };
	}
}

/**
 * Ends a sign-in with what came back: signs in, asks for a code, or reports the test that it was. Throws
 * `sso.attempt_gone`, `sso.no_id`, `sso.no_email`, `sso.no_account`, and what the provider's adapter throws.
 */
// authorize: the provider's word, checked against what this browser keeps, is the proof.
export async function finishSignIn(
	ctx: CommunityContext,
	{ connectionId, query }: { connectionId: string; query: string },
): Promise<Arrival> {
	const state = new URLSearchParams(query).get('state') ?? '';
	const attempt = await endAttempt(ctx, connectionId, state);
	const connection = connectionById(ctx.snapshot, connectionId);
	const { test, next, invitation } = attempt;
	if (test !== null) {
		const met = await answerIn(ctx, connection, { attempt, query }).then(
			({ claims }) => ({ claims }),
			(error: unknown) => ({ error }),
		);
		return { to: 'studio', url: await reportTest(ctx, connection, test, met) };
	}
	if (!connection.isEnabled) throw new NotFoundError('sso.not_found');
	const { claims, bond } = await answerIn(ctx, connection, { attempt, query });
	const person = personOf(connection, claims);
	const due = dueBy(connection, claims, ctx.snapshot);
	const arrival = await enter(ctx, connection, {
		...{ person, due, next, invitation },
		sid: bond.sid,
	});
	if (arrival.to === 'inside') rememberDoor(ctx, connection, bond);
	return arrival;
}
