import type { ReactionCount } from '@kith/domains/posts/schema';

/** `reactions` as they stand once the reader gives or takes back `emoji`; saying it twice changes nothing more. */
export function toggleReaction(
	reactions: readonly ReactionCount[],
	emoji: string,
	on: boolean,
): ReactionCount[] {
	const found = reactions.find((one) => one.emoji === emoji);
	if (!found) return on ? [...reactions, { emoji, count: 1, mine: true }] : [...reactions];
	if (found.mine === on) return [...reactions];
	return reactions
		.map((one) => (one === found ? { emoji, count: one.count + (on ? 1 : -1), mine: on } : one))
		.filter(({ count }) => count > 0);
}
