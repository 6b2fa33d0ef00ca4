import { memberIdOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import { saveSetting } from '../communities/index.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import {
	deleteOldVersions,
	designRows,
	insertVersion,
	lockLook,
	newestVersion,
} from './design.queries.ts';
import {
	KEPT_VERSIONS,
	type PublishDesign,
	type Section,
	type Site,
	type VersionRef,
} from './design.schema.ts';
import { changedSections, designOf, stampOf } from './site.schema.ts';

const YEAR_SECONDS = 365 * 86_400;

/**
 * Makes the tried design everybody's, at once, and keeps it as a version. Throws `design.draft_changed` when the draft is
 * not the one that was seen, and `design.nothing_changed` when it is what everybody sees already.
 */
export async function publishDesign(
	ctx: CommunityContext,
	{ stamp, note }: PublishDesign,
): Promise<VersionRef> {
	ctx.authorize('update', 'Community');
	return ctx.transaction(async (tx) => {
		await lockLook(tx.db).execute();
		const rows = await designRows(tx.db).forNoKeyUpdate().execute();
		const { published: before, draft: site, versions } = designOf(rows);
		if (stampOf(versions) !== stamp) throw new ConflictError('design.draft_changed');
		const changed = changedSections(before, site);
		if (changed.length === 0) throw new InvalidError('design.nothing_changed');
		for (const section of changed)
			await saveSetting(tx.db, section, site[section], ctx.clock.now()).execute();
		const version = await keepVersion(ctx, tx, { note, changed, before, site });
		tx.audit({
			action: 'look.published',
			target: { kind: 'look', id: String(version), label: ctx.community.name },
			...{ before: { version: version - 1 }, after: { version, changed, note } },
		});
		await tx.emit('design.published', { version, changed });
		tx.touchCommunity();
		return { version };
	});
}

type Change = { note: string; changed: readonly Section[]; before: Site; site: Site };

/** The first publication keeps how it was before, too, so that there is a way back. */
async function keepVersion(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ note, changed, before, site }: Change,
): Promise<number> {
	const now = ctx.clock.now();
	const { version: newest } = await newestVersion(tx.db).executeTakeFirstOrThrow();
	if (newest === null)
		await insertVersion(tx.db, {
			...{ version: 1, note: '', changed: [], site: bare(before), publishedAt: now },
			...{ publishedBy: null, staffId: null },
		}).execute();
	const version = (newest ?? 1) + 1;
	await insertVersion(tx.db, {
		...{ version, note, changed, site: bare(site), publishedAt: now },
		publishedBy: memberIdOf(ctx.actor),
		staffId: ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
	}).execute();
	const below = version - KEPT_VERSIONS + 1;
	await deleteOldVersions(tx.db, { below, before: addSeconds(now, -YEAR_SECONDS) }).execute();
	return version;
}

/** What pages wear of a style sheet is made anew, by the rules of that day, when it is restored. */
const bare = (site: Site): Site => ({ ...site, css: { ...site.css, css: '' } });
