import { organizationCommunityCount } from '../communities/index.ts';
import type { PlatformContext, StaffRole } from '../context.ts';
import { organizationById } from './organizations.queries.ts';
import {
	MOST_STAFF,
	type InviterBecomes,
	type OrganizationRef,
	type OrganizationSettings,
} from './organizations.schema.ts';
import { openOfferOf } from './ownership.queries.ts';
import { RUNNING } from './staff-rank.ts';
import { teamOf } from './team.queries.ts';

/**
 * An organization as its settings show it to a staff person: what it is to everybody on the team, who could take it
 * over and who was asked to its owners alone.
 */
export async function readOrganization(
	ctx: PlatformContext,
	{ organizationId }: OrganizationRef,
): Promise<OrganizationSettings> {
	const staff = ctx.authorize(organizationId);
	const role = staff.organizations.find(({ id }) => id === organizationId)?.role ?? 'analyst';
	const [organization, people, { count: communityCount }] = await Promise.all([
		organizationById(ctx.db, organizationId).executeTakeFirstOrThrow(),
		teamOf(ctx.db, organizationId, MOST_STAFF).execute(),
		organizationCommunityCount(ctx.db, organizationId).executeTakeFirstOrThrow(),
	]);
	const owners = people.filter((person) => person.role === 'owner');
	const mayEdit = RUNNING.some((one) => one === role);
	const isOwner = role === 'owner';
	return {
		...{ ...organization, communityCount, role, mayEdit },
		contactEmail: mayEdit ? organization.contactEmail : null,
		owners: owners.map(({ name, email }) => name || email),
		mayLeave: !isOwner || owners.length > 1,
		staffId: staff.id,
		handover: isOwner
			? {
					candidates: people
						.filter((person) => person.role !== 'owner')
						.map(({ name, email, role: current }) => ({ name, email, role: current as StaffRole })),
					offer: await openOffer(ctx, organizationId),
				}
			: null,
	};
}

async function openOffer(ctx: PlatformContext, organizationId: string) {
	const offer = await openOfferOf(ctx.db, organizationId).executeTakeFirst();
	if (!offer) return null;
	const { id, email, expiresAt, createdAt, takerName, giverName, inviterBecomes } = offer;
	return {
		...{ id, email, expiresAt, createdAt, takerName, giverName },
		inviterBecomes: inviterBecomes as InviterBecomes,
		isExpired: expiresAt <= ctx.clock.now(),
	};
}
