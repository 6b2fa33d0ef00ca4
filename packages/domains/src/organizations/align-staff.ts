import * as z from 'zod';
import { communitiesOfOrganizations, findCommunity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { alignEntryRole, isInLine } from '../members/index.ts';
import { employmentOf } from './organizations.ts';

const Payload = z.object({ organizationId: z.uuid(), staffId: z.uuid() });

/** Brings what somebody became by entering communities as staff in line with what they are in the organization now. */
export async function alignStaff(services: Services, payload: unknown): Promise<void> {
	const { organizationId, staffId } = Payload.parse(payload);
	const role = await employmentOf(services.platform, staffId, organizationId);
	const communities = await communitiesOfOrganizations(services.platform, [
		organizationId,
	]).execute();
	for (const { id } of communities) {
		const community = await findCommunity(services, id);
		if (!community) continue;
		const ctx = await createJobContext(services, community, 'align-staff');
		for (const [memberId, entry] of Object.entries(ctx.snapshot.entryRoles))
			if (entry.staffId === staffId && !isInLine(ctx.snapshot, entry, role))
				await alignEntryRole(ctx, memberId, entry, role);
	}
}
