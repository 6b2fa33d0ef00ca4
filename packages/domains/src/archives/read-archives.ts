import type { PlatformContext } from '../context.ts';
import { exportsOf, importsOf } from './archives.queries.ts';
import { viewOf } from './archive-view.ts';
import type { ArchiveRef, ArchiveView, OfCommunity, OfOrganization } from './archives.schema.ts';
import { contextOf, IMPORTERS, importOf } from './own-archive.ts';

/** What was taken out of a community, newest first; at most 20. */
export async function listExports(
	ctx: PlatformContext,
	{ communityId }: OfCommunity,
): Promise<ArchiveView[]> {
	const here = await contextOf(ctx, communityId);
	here.authorize('create', 'Archive');
	return (await exportsOf(ctx.db, communityId).execute()).map(viewOf);
}

/** What was brought into an organization, newest first; at most 20. */
export async function listImports(
	ctx: PlatformContext,
	{ organizationId }: OfOrganization,
): Promise<ArchiveView[]> {
	ctx.authorize(organizationId, IMPORTERS);
	return (await importsOf(ctx.db, organizationId).execute()).map(viewOf);
}

/** One archive that is brought in, and how far it has come. */
// authorize: importOf asks whether they run the organization.
export async function readImport(
	ctx: PlatformContext,
	{ archiveId }: ArchiveRef,
): Promise<ArchiveView> {
	return viewOf((await importOf(ctx, archiveId)).archive);
}
