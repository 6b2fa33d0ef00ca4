import * as z from 'zod';
import { communityIdsOf, findCommunity, staffPerson } from '../communities/index.ts';
import type { CommunityContext, Services, StaffRole } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { alignEntryRole, isInLine, memberOfStaff, readStandingOf } from '../members/index.ts';
import { employmentOf } from './organizations.ts';

const Payload = z.object({
	organizationId: z.uuid(),
	staffId: z.uuid(),
	/** Whether they owned the organization before. */
	wasOwner: z.boolean().default(false),
});
/** Communities that are read at once. */
const BATCH = 100;

/** Brings what somebody became by working for an organization in line with what they are in it now. */
export async function alignStaff(services: Services, payload: unknown): Promise<void> {
	const { organizationId, staffId, wasOwner } = Payload.parse(payload);
	const role = await employmentOf(services.platform, staffId, organizationId);
	const owned = wasOwner && role !== 'owner';
	const person = owned && (await staffPerson(services.platform, staffId).executeTakeFirst());
	let after = '';
	for (;;) {
		const ids = await communityIdsOf(services.platform, organizationId, after, BATCH).execute();
		for (const { id } of ids) {
			const community = await findCommunity(services, id);
			if (!community) continue;
			const ctx = await createJobContext(services, community, 'align-staff');
			await alignEntries(ctx, staffId, role);
			if (person) await alignFounder(ctx, person, role);
		}
		if (ids.length < BATCH) return;
		after = ids.at(-1)?.id ?? '';
	}
}

async function alignEntries(
	ctx: CommunityContext,
	staffId: string,
	role: StaffRole | null,
): Promise<void> {
	for (const [memberId, entry] of Object.entries(ctx.snapshot.entryRoles))
		if (entry.staffId === staffId && !isInLine(ctx.snapshot, entry, role))
			await alignEntryRole(ctx, memberId, entry, role);
}

/** Who founded a community owned it without entering; with the organization they give that back. */
async function alignFounder(
	ctx: CommunityContext,
	{ id: staffId, email }: { id: string; email: string },
	role: StaffRole | null,
): Promise<void> {
	const memberId = await memberOfStaff(ctx.db, email);
	const owner = ctx.snapshot.roles.find(({ key }) => key === 'owner');
	const standing = memberId && (await readStandingOf(ctx.db, memberId));
	if (!memberId || !owner || !standing || !standing.roleIds.includes(owner.id)) return;
	await alignEntryRole(ctx, memberId, { staffId, roleId: owner.id }, role);
}
