import type { CommunityContext } from '../context.ts';
import { searchWords } from '../rich-text/index.ts';
import { configsOf } from './configs-of.ts';
import { spaceOf } from './find-spaces.ts';
import { limitVisitors } from './limit-visitors.ts';
import { titlesAlike } from './search.queries.ts';
import type { Similar, SimilarTitle } from './search.schema.ts';

const MOST_WORDS = 12;

/** Posts that the actor can read and whose title is like the one being typed; at most five, none when nothing is. */
export async function similar(ctx: CommunityContext, { title }: Similar): Promise<SimilarTitle[]> {
	ctx.authorize('enter', 'Community');
	await limitVisitors(ctx, 'suggest');
	const words = searchWords(title).match(/[\p{L}\p{N}]+/gu) ?? [];
	if (words.length === 0) return [];
	const rows = await titlesAlike(ctx.db, ctx.ability, {
		...{ title, words: words.slice(0, MOST_WORDS).join(' or ') },
		configs: configsOf(ctx),
	}).execute();
	return rows.map(({ spaceId, ...post }) => ({ ...post, space: spaceOf(ctx, spaceId) }));
}
