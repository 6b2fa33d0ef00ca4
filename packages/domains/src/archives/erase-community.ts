import { dropCommunity } from '@kith/db/communities';
import { completeJobsOf } from '@kith/db/community-rows';
import type { Services } from '../context.ts';
import { forgetAddressesOf } from '../deliveries/index.ts';
import { deleteBelow } from '../media/index.ts';
import { writeLogs } from '../organizations/index.ts';
import { endPaymentsOf } from '../payments/index.ts';
import { closingOf, expireArchivesOf, overdue } from './closing.queries.ts';

const BATCH = 20;

/**
 * Deletes a closed community: what members pay ends first, then files, then jobs, then schema, events and its row, whose address is retired.
 * Whatever interrupts it, the next run goes on: the row is the last to go. What stays is what the organization's log says.
 */
// authorize: who closed it has been asked; commands need no leave.
export async function eraseCommunity(services: Services, communityId: string): Promise<void> {
	const { platform, blobs, bus, directory } = services;
	await endPaymentsOf(services, communityId);
	await deleteBelow(blobs, `${communityId}/`);
	await expireArchivesOf(platform, communityId).execute();
	await forgetAddressesOf(services, communityId);
	await services.asOwner(async (client) => {
		await completeJobsOf(client, communityId);
		await dropCommunity(client, communityId);
	});
	directory.drop(communityId);
	await bus.publish({ topic: 'directory.changed', communityId, data: {} });
}

/** Deletes a community whose fourteen days are over; one that was kept, or closed again later, is left alone. */
// authorize: who closed it has been asked.
export async function dropClosed(services: Services, communityId: string): Promise<void> {
	const { platform, clock } = services;
	const closing = await closingOf(platform, communityId).executeTakeFirst();
	if (!closing?.dropAt || closing.dropAt > clock.now()) return;
	const { organizationId, name, closedBy, closerName, closerEmail } = closing;
	await eraseCommunity(services, communityId);
	const by = { id: closedBy ?? '', name: closerName ?? '', email: closerEmail ?? '' };
	const staff = closedBy ? { ...by, organizations: [], hasSecondFactor: false } : null;
	const target = { kind: 'community', id: communityId, label: name };
	await platform
		.transaction()
		.execute((db) =>
			writeLogs({ staff, services, clock }, db, [
				{ organizationId, action: 'communities.deleted', target },
			]),
		);
}

/** Finishes what a worker that died left behind. */
export async function dropOverdue(services: Services): Promise<void> {
	const due = await overdue(services.platform, services.clock.now(), BATCH).execute();
	for (const { id } of due) await dropClosed(services, id);
}
