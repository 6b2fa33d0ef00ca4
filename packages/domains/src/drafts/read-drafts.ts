import { memberIdOf } from '@kith/kernel/actor';
import { UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { draftByKey, draftsOf, titlesOf } from './drafts.queries.ts';
import {
	DraftFields,
	DraftKind,
	type Draft,
	type DraftLine,
	type DraftRef,
} from './drafts.schema.ts';

/** One's own draft, or null when there is none. */
export async function getDraft(ctx: CommunityContext, { key }: DraftRef): Promise<Draft | null> {
	const memberId = ownerOf(ctx);
	ctx.authorize('read', 'Draft', { memberId });
	const row = await draftByKey(ctx.db, memberId, key).executeTakeFirst();
	if (!row) return null;
	return {
		...{ key: row.key, updatedAt: row.updatedAt, fields: DraftFields.parse(row.fields) },
		body: row.body as unknown as RichText,
	};
}

/** One's own drafts, last written first; at most fifty. Two statements. */
export async function listDrafts(ctx: CommunityContext): Promise<DraftLine[]> {
	const memberId = ownerOf(ctx);
	ctx.authorize('read', 'Draft', { memberId });
	const rows = await draftsOf(ctx.db, memberId).execute();
	const lines = rows.map((row) => ({ ...row, fields: DraftFields.parse(row.fields) }));
	const postIds = lines.flatMap(({ fields }) => fields.postId ?? []);
	const posts = postIds.length > 0 ? await titlesOf(ctx.db, ctx.ability, postIds).execute() : [];
	const titles = new Map(posts.map(({ id, title }) => [id, title]));
	return lines.map(({ key, fields, excerpt, updatedAt }) => {
		const postId = fields.postId && titles.has(fields.postId) ? fields.postId : null;
		const kind = DraftKind.parse(key.slice(0, key.indexOf(':')));
		const title = kind === 'post' ? fields.title : (titles.get(postId ?? '') ?? '');
		return { key, kind, title, excerpt, postId, updatedAt };
	});
}

function ownerOf({ actor }: CommunityContext): string {
	const memberId = memberIdOf(actor);
	if (!memberId) throw new UnauthenticatedError('identity.sign_in_needed');
	return memberId;
}
