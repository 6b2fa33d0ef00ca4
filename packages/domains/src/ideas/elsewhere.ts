import type { CommunityContext } from '../context.ts';

type Idea = { spaceId: string };

/** The space of the other idea, where it is another one: who reads of it may not open that space. */
export const elsewhere = ({ snapshot }: CommunityContext, idea: Idea, into: Idea) =>
	idea.spaceId === into.spaceId
		? {}
		: { space: snapshot.spaces.find(({ id }) => id === into.spaceId)?.name ?? '' };
