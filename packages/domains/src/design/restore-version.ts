import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { compileCss } from './compile-css.ts';
import { designRows, lockLook, versionPair } from './design.queries.ts';
import { SECTIONS, Site, type VersionRef } from './design.schema.ts';
import { keepDraft } from './keep-draft.ts';
import { changedSections, designOf } from './site.schema.ts';

/**
 * Makes a version the draft, in place of what was being tried; everybody goes on seeing what is published. Throws
 * `design.version_not_found`.
 */
export async function restoreVersion(
	ctx: CommunityContext,
	{ version }: VersionRef,
): Promise<void> {
	ctx.authorize('update', 'Community');
	await ctx.transaction(async (tx) => {
		await lockLook(tx.db).execute();
		const [found] = await versionPair(tx.db, version).execute();
		if (found?.version !== version) throw new NotFoundError('design.version_not_found');
		const stored = Site.parse(found.site);
		const { css } = await compileCss(stored.css.source);
		const site = { ...stored, css: { ...stored.css, css } };
		const { published, draft, versions } = designOf(
			await designRows(tx.db).forNoKeyUpdate().execute(),
		);
		const now = ctx.clock.now();
		for (const section of SECTIONS)
			await keepDraft(tx, { section, basedOn: versions[section], value: site[section], now });
		tx.audit({
			action: 'look.restored',
			target: { kind: 'look', id: String(version), label: ctx.community.name },
			...{ before: { changed: changedSections(published, draft) }, after: { version } },
		});
		tx.touchCommunity();
	});
}
