import { requestJob } from '@kith/db/jobs';
import { ConflictError } from '@kith/kernel/errors';
import { communityRow, createEntryLink, markLive } from '../communities/index.ts';
import type { PlatformContext } from '../context.ts';
import { ownSignup } from './read-signup.ts';
import { finishSignup } from './signups.queries.ts';
import type { SignupRef } from './signups.schema.ts';

/**
 * Opens the community and returns a link that takes the organizer into it, signed in. What follows from opening (the
 * invitations that were asked for, the event) is a job in the same transaction: it comes true once, also after a
 * crash. Repeating the call opens nothing twice.
 */
export async function goLive(ctx: PlatformContext, input: SignupRef): Promise<{ url: string }> {
	const staff = ctx.authorize();
	const { communityId } = await ownSignup(ctx, input.signupId);
	if (!communityId) throw new ConflictError('signups.no_community');
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const { db } = tx;
		const first = await finishSignup(db, input.signupId, now).executeTakeFirst();
		if (!first) return;
		await markLive(db, communityId, now).execute();
		const opened = await communityRow(db, communityId).executeTakeFirstOrThrow();
		tx.audit({
			...{ organizationId: opened.organizationId, action: 'communities.opened' },
			target: { kind: 'community', id: communityId, label: opened.name },
		});
		const payload = { signupId: input.signupId, staffId: staff.id };
		await requestJob(db, 'open-community', payload, { now });
	});
	const { bus, directory } = ctx.services;
	directory.drop(communityId);
	await bus.publish({ topic: 'directory.changed', communityId, data: {} });
	await bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
	return createEntryLink(ctx, { communityId, next: '/?welcome=1' });
}
