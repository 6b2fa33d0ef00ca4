import { addSeconds } from '@kith/kernel/clock';
import { LimitReachedError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { PlatformContext } from '../context.ts';
import { plainName } from '../media/index.ts';
import { countUnderWay, holdOrganization, insertArchive } from './archives.queries.ts';
import { MOST_UNDER_WAY, type ArchiveRef, type BeginImport } from './archives.schema.ts';
import { IMPORTERS } from './own-archive.ts';

const UPLOAD_DAYS = 1;

/** Makes room for an archive that will come in parts. Throws `archives.too_many_under_way`. */
export async function beginImport(
	ctx: PlatformContext,
	{ organizationId, name, bytes }: BeginImport,
): Promise<ArchiveRef> {
	const staff = ctx.authorize(organizationId, IMPORTERS);
	const [id, now] = [newId(), ctx.clock.now()];
	await ctx.transaction(async ({ db }) => {
		await holdOrganization(db, organizationId).executeTakeFirstOrThrow();
		const { count } = await countUnderWay(db, organizationId, 'import').executeTakeFirstOrThrow();
		if (Number(count) >= MOST_UNDER_WAY) throw new LimitReachedError('archives.too_many_under_way');
		await insertArchive(db, {
			...{ id, organizationId, communityId: null, kind: 'import', state: 'uploading', bytes },
			...{ name: plainName(name, 'archive'), askedBy: staff.id, askedAt: now },
			expiresAt: addSeconds(now, UPLOAD_DAYS * 86_400),
		}).execute();
	});
	return { archiveId: id };
}
