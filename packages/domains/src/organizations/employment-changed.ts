import type { PlatformContext } from '../context.ts';
import { forgetEmployment } from '../members/index.ts';
import type { StaffRef } from './organizations.schema.ts';

/** After the commit: every process asks anew what somebody is in an organization. */
// authorize: the verbs that change it have asked.
export async function employmentChanged(
	{ services }: PlatformContext,
	{ organizationId, staffId }: StaffRef,
): Promise<void> {
	forgetEmployment(organizationId, staffId);
	const { bus, logger } = services;
	const data = { organizationId, staffId };
	for (const topic of ['employment.changed', 'outbox.written'])
		await bus
			.publish({ topic, communityId: null, data })
			.catch((error: unknown) => logger.warn({ error, topic }, 'bus did not take a message'));
}
