import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { PlatformContext } from '../context.ts';
import { requireFresh } from '../factors/index.ts';
import { selfOf } from '../realm.ts';
import { KEPT_DAYS, type ArchiveRef, type OfCommunity } from './archives.schema.ts';
import { countUnderWay, holdOrganization, insertArchive } from './archives.queries.ts';
import { contextOf } from './own-archive.ts';

/**
 * Asks for everything a community holds as one file; a job writes it. One at a time. Throws `identity.confirm_first`
 * without a fresh proof, `archives.under_way` while another one is written.
 */
export async function requestExport(
	ctx: PlatformContext,
	{ communityId }: OfCommunity,
): Promise<ArchiveRef> {
	const here = await contextOf(ctx, communityId);
	here.authorize('create', 'Archive');
	const staff = ctx.authorize();
	requireFresh(ctx, selfOf(ctx));
	const { organizationId, name } = here.community;
	const [id, now] = [newId(), ctx.clock.now()];
	const target = { kind: 'community', id: communityId, label: name };
	await ctx.transaction(async (tx) => {
		await holdOrganization(tx.db, organizationId).executeTakeFirstOrThrow();
		const { count } = await countUnderWay(
			tx.db,
			organizationId,
			'export',
		).executeTakeFirstOrThrow();
		if (Number(count) > 0) throw new ConflictError('archives.under_way');
		await insertArchive(tx.db, {
			...{ id, organizationId, communityId, kind: 'export', state: 'waiting', name },
			...{ askedBy: staff.id, askedAt: now, expiresAt: addSeconds(now, KEPT_DAYS * 86_400) },
		}).execute();
		await requestJob(
			tx.db,
			'write-archive',
			{ archiveId: id },
			{ key: `write-archive:${id}`, now },
		);
		tx.audit({ organizationId, action: 'communities.exported', target });
		await here.transaction(async (inside) => inside.audit({ action: 'data.exported', target }));
	});
	await ctx.services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
	return { archiveId: id };
}
