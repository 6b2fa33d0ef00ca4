import { ConflictError } from '@kith/kernel/errors';
import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { heldCount, keepProgramme, storedProgramme, takeTurn } from './affiliates.queries.ts';
import type { AffiliatesView } from './affiliates.schema.ts';
import { DEFAULT_PROGRAMME, Programme, type ProgrammeView } from './programme.schema.ts';

/** The programme as it is now; off until somebody switches it on. */
// authorize: read by verbs that have asked, and for who follows a link.
export async function programmeIn(db: CommunityDb): Promise<ProgrammeView> {
	const row = await storedProgramme(db).executeTakeFirst();
	if (!row) return { ...DEFAULT_PROGRAMME, version: 0 };
	return { ...Programme.parse(row.value), version: row.version };
}

/** The programme for who decides about it, with how much waits to be looked at. */
export async function readProgramme(ctx: CommunityContext): Promise<AffiliatesView> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	const { count } = await heldCount(ctx.db).executeTakeFirstOrThrow();
	return { programme: await programmeIn(ctx.db), heldCount: count };
}

/**
 * Changes the programme. Whoever was brought before keeps the part and the months they were promised. Throws
 * `affiliates.changed_meanwhile`.
 */
export async function saveProgramme(
	ctx: CommunityContext,
	{ version, ...programme }: ProgrammeView,
): Promise<ProgrammeView> {
	ctx.authorize('administer', 'Affiliate');
	requireModule(ctx, 'memberships');
	return ctx.transaction(async (tx) => {
		await takeTurn(tx.db).execute();
		const { version: known, ...before } = await programmeIn(tx.db);
		if (known !== version) throw new ConflictError('affiliates.changed_meanwhile');
		await keepProgramme(tx.db, programme, ctx.clock.now()).execute();
		tx.audit({
			action: 'settings.updated',
			target: { kind: 'settings', id: 'affiliates', label: 'affiliates' },
			...{ before, after: programme },
		});
		tx.touchCommunity();
		return programmeIn(tx.db);
	});
}
