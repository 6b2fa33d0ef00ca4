import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { chooseFeedRow, feedChoice } from './feeds.queries.ts';
import {
	DEFAULT_WEIGHTS,
	FeedMode,
	TopWindow,
	Weights,
	type ChooseFeed,
	type ListFeed,
} from './feeds.schema.ts';
import { learningOf } from './learning.ts';

/** Remembers which feed a member looks at. Does nothing for visitors. */
export async function chooseFeed(
	ctx: CommunityContext,
	{ mode, window }: ChooseFeed,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = memberIdOf(ctx.actor);
	if (memberId) await chooseFeedRow(ctx.db, memberId, `${mode} ${window}`).execute();
}

/** The feed that is asked for, or was chosen before, with the community's weights and what may be learned from. One statement. */
// authorize: the verbs that call it ask whether one may enter.
export async function chosenFeed(ctx: CommunityContext, asked: Pick<ListFeed, 'mode' | 'window'>) {
	const row = await feedChoice(ctx.db, ctx.grants.memberId).executeTakeFirstOrThrow();
	const [mode, window] = (row.feed ?? '').split(' ');
	const wanted = asked.mode ?? FeedMode.safeParse(mode).data ?? 'latest';
	const isPersonal = wanted === 'for_you' || wanted === 'following';
	return {
		// Visitors have nobody that a feed could be made for.
		mode: isPersonal && memberIdOf(ctx.actor) === null ? ('latest' as const) : wanted,
		window: asked.window ?? TopWindow.safeParse(window).data ?? 'week',
		weights: Weights.safeParse(row.weights).data ?? DEFAULT_WEIGHTS,
		learning: learningOf(ctx, row),
	};
}
