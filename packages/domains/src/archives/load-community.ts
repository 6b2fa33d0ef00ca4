import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError } from '@kith/kernel/errors';
import { newCommunityId } from '@kith/kernel/ids';
import { checkSlug } from '../communities/index.ts';
import type { PlatformContext } from '../context.ts';
import { moveArchive } from './archives.queries.ts';
import { KEPT_DAYS, type LoadCommunity, type OfCommunity } from './archives.schema.ts';
import { importOf } from './own-archive.ts';

/**
 * Asks for a new community to be made of an archive that was looked into. Throws `archives.not_checked`, and `slug.*` for
 * an address that cannot be had.
 */
// authorize: importOf asks whether they run the organization.
export async function loadCommunity(
	ctx: PlatformContext,
	{ archiveId, name, slug: wanted }: LoadCommunity,
): Promise<OfCommunity> {
	const { archive } = await importOf(ctx, archiveId);
	if (archive.state !== 'checked') throw new ConflictError('archives.not_checked');
	const answer = await checkSlug(ctx, wanted, null);
	if (!answer.available)
		throw new ConflictError(answer.reason, { suggestions: answer.suggestions });
	const { slug } = answer;
	const [communityId, now] = [newCommunityId(), ctx.clock.now()];
	const { organizationId } = archive;
	await ctx.transaction(async (tx) => {
		const moved = await moveArchive(tx.db, archiveId, ['checked'], {
			...{ state: 'running', progress: 0, communityId, wanted: JSON.stringify({ name, slug }) },
			expiresAt: addSeconds(now, KEPT_DAYS * 86_400),
		}).executeTakeFirst();
		if (!moved) throw new ConflictError('archives.not_checked');
		await requestJob(
			tx.db,
			'load-archive',
			{ archiveId },
			{ key: `load-archive:${archiveId}`, now },
		);
		tx.audit({
			...{ organizationId, action: 'communities.imported', after: { address: slug } },
			target: { kind: 'community', id: communityId, label: name },
		});
	});
	await ctx.services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
	return { communityId };
}
