import { ConflictError, ForbiddenError } from '@kith/kernel/errors';
import { organizationCommunityCount } from '../communities/index.ts';
import type { PlatformContext } from '../context.ts';
import { requireFresh } from '../factors/index.ts';
import { endPlanOf } from '../plans/index.ts';
import { selfOf } from '../realm.ts';
import { employmentChanged } from './employment-changed.ts';
import { deleteOrganizationRow } from './organizations.queries.ts';
import { MOST_STAFF, type OrganizationRef } from './organizations.schema.ts';
import { colleague, holdOrganization, teamOf } from './team.queries.ts';

/**
 * Deletes an organization that has no community left, with its plan, team, invitations and log. Throws
 * `identity.confirm_first`, `organizations.has_communities` and `payments.unavailable`.
 */
export async function deleteOrganization(
	ctx: PlatformContext,
	{ organizationId }: OrganizationRef,
): Promise<void> {
	const staff = ctx.authorize(organizationId, ['owner']);
	requireFresh(ctx, selfOf(ctx));
	const people = await ctx.transaction(async ({ db }) => {
		await holdOrganization(db, organizationId).executeTakeFirstOrThrow();
		const own = await colleague(db, organizationId, staff.id).executeTakeFirst();
		if (own?.role !== 'owner') throw new ForbiddenError('permissions.denied');
		const { count } = await organizationCommunityCount(
			db,
			organizationId,
		).executeTakeFirstOrThrow();
		if (count > 0) throw new ConflictError('organizations.has_communities');
		await endPlanOf(ctx.services, organizationId);
		const team = await teamOf(db, organizationId, MOST_STAFF).execute();
		await deleteOrganizationRow(db, organizationId).execute();
		return team;
	});
	ctx.services.logger.info({ organizationId, staffId: staff.id }, 'an organization was deleted');
	for (const { staffId } of people) await employmentChanged(ctx, { organizationId, staffId });
}
