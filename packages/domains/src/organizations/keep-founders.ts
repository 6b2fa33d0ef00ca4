import { unseal } from '@kith/kernel/seal';
import * as z from 'zod';
import { communityIdsOf, findCommunity } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { FORMER_SEAL } from '../identity/index.ts';
import { memberOfStaff, readStandingOf, rememberEntry } from '../members/index.ts';
import { ownedBy } from './organizations.queries.ts';

const Payload = z.strictObject({ staffId: z.uuid(), sealedAddress: z.string() });
/** Communities that are read at once. */
const BATCH = 100;

/**
 * Staff have another address: what they own in their communities by founding them, which so far only the address said,
 * is remembered by who they are, so that it still ends with the organization.
 */
export async function keepFounders(services: Services, payload: unknown): Promise<void> {
	const { staffId, sealedAddress } = Payload.parse(payload);
	const email = unseal(services.secret, FORMER_SEAL, sealedAddress);
	for (const { organizationId } of await ownedBy(services.platform, staffId).execute()) {
		let after = '';
		for (;;) {
			const ids = await communityIdsOf(services.platform, organizationId, after, BATCH).execute();
			for (const { id } of ids) {
				const community = await findCommunity(services, id);
				if (!community) continue;
				const ctx = await createJobContext(services, community, 'keep-founders');
				await keepFounder(ctx, staffId, email);
			}
			if (ids.length < BATCH) break;
			after = ids.at(-1)?.id ?? '';
		}
	}
}

async function keepFounder(ctx: CommunityContext, staffId: string, email: string): Promise<void> {
	const memberId = await memberOfStaff(ctx.db, email);
	const owner = ctx.snapshot.roles.find(({ key }) => key === 'owner');
	if (!memberId || !owner || ctx.snapshot.entryRoles[memberId]) return;
	const standing = await readStandingOf(ctx.db, memberId);
	if (!standing?.roleIds.includes(owner.id)) return;
	await ctx.transaction((tx) => rememberEntry(ctx, tx, memberId, { staffId, roleId: owner.id }));
}
