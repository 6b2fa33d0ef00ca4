import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, PlatformContext, Staff } from '../context.ts';
import { createStaffContext } from '../create-context.ts';
import { archiveById } from './archives.queries.ts';
import type { ArchiveRow } from './archive-view.ts';

/** Who may bring communities into an organization. */
export const IMPORTERS = ['owner', 'admin'] as const;

/** A community of the caller's as they may act in it. Throws `communities.not_found` for those of others. */
// authorize: each verb asks the context it gets.
export async function contextOf(
	ctx: PlatformContext,
	communityId: string,
): Promise<CommunityContext> {
	const staff = ctx.authorize();
	const community = await ctx.services.directory.byId(communityId);
	if (!community) throw new NotFoundError('communities.not_found');
	return createStaffContext(ctx.services, community, staff, ctx.request);
}

/** An archive that somebody brings into an organization the caller runs; to others it is not there. */
// authorize: that they run the organization is asked here.
export async function importOf(
	ctx: PlatformContext,
	archiveId: string,
): Promise<{ archive: ArchiveRow; staff: Staff }> {
	const staff = ctx.authorize();
	const archive = await archiveById(ctx.db, archiveId).executeTakeFirst();
	const employment = staff.organizations.find(({ id }) => id === archive?.organizationId);
	const mayImport = IMPORTERS.some((role) => role === employment?.role);
	if (archive?.kind !== 'import' || !mayImport) throw new NotFoundError('archives.not_found');
	return { archive, staff };
}
