import { memberIdOf, selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { namedTags } from '../tags/index.ts';
import { forgetSearches, recentSearchesOf, rememberSearch } from './recent.queries.ts';
import type { BeforeTyping, ForgetSearch } from './search.schema.ts';

/**
 * What the box offers before anything is typed: the member's own last searches, and tags. What others look for is
 * offered to nobody: rare words tell of people.
 */
export async function beforeTyping(ctx: CommunityContext): Promise<BeforeTyping> {
	ctx.authorize('enter', 'Community');
	const memberId = memberIdOf(ctx.actor);
	const row = memberId && (await recentSearchesOf(ctx.db, memberId).executeTakeFirst());
	const tags = await namedTags(ctx, '', 6);
	return {
		recent: row ? row.recentSearches : [],
		suggested: tags.filter(({ postCount }) => postCount > 0),
	};
}

/** Remembers what a member looked for; visitors are not remembered. */
// authorize: the verb that searches has asked.
export async function remember(ctx: CommunityContext, text: string): Promise<void> {
	const memberId = ctx.actor.kind === 'member' ? memberIdOf(ctx.actor) : null;
	if (memberId) await rememberSearch(ctx.db, memberId, text).execute();
}

/** Forgets one of the member's searches, or all of them. */
export async function forgetSearch(ctx: CommunityContext, { text }: ForgetSearch): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	await ctx.transaction(async (tx) => {
		await forgetSearches(tx.db, memberId, text).execute();
	});
}
