import type { CommunityContext } from '../context.ts';
import { requireLogo } from '../media/index.ts';
import { compileCss } from './compile-css.ts';
import type { SavedDraft, SaveDraft } from './design.schema.ts';
import { filesOf } from './files-of.ts';
import { keepDraft } from './keep-draft.ts';

/**
 * Keeps one section for trying out: only the preview shows it. Throws `design.draft_changed` when somebody else kept
 * that section since, and `media.foreign_picture` for pictures that were not uploaded for the design.
 */
export async function saveDraft(ctx: CommunityContext, input: SaveDraft): Promise<SavedDraft> {
	ctx.authorize('update', 'Community');
	const { section, basedOn } = input;
	const compiled =
		input.section === 'css' ? await compileCss(input.value.source) : { css: '', refusals: [] };
	const value =
		input.section === 'css' ? { source: input.value.source, css: compiled.css } : input.value;
	return ctx.transaction(async (tx) => {
		for (const fileId of filesOf(value)) await requireLogo(tx.db, fileId);
		const now = ctx.clock.now();
		const version = await keepDraft(tx, { section, basedOn, value, now });
		tx.touchCommunity();
		return { version, ...compiled };
	});
}
