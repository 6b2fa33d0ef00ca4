import type { ReactionCount } from '@kith/domains/posts/schema';

/** What reactions come to: a vote down counts against. */
export const scoreOf = (reactions: readonly ReactionCount[]): number =>
	reactions.reduce((sum, { emoji, count }) => sum + (emoji === '👎' ? -count : count), 0);
