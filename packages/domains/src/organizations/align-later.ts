import { requestJob } from '@kith/db/jobs';
import type { PlatformContext, PlatformTransaction } from '../context.ts';
import type { StaffRef } from './organizations.schema.ts';

/**
 * What somebody became in communities by working for the organization follows in a job. Who was an owner also gives
 * back the owner's role of communities that they founded.
 */
// authorize: the verbs that change what somebody is have asked.
export function alignLater(
	ctx: PlatformContext,
	tx: PlatformTransaction,
	{ organizationId, staffId, wasOwner }: StaffRef & { wasOwner: boolean },
): Promise<unknown> {
	const now = ctx.clock.now();
	return requestJob(tx.db, 'align-staff', { organizationId, staffId, wasOwner }, { now });
}
