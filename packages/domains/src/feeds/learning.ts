import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import type { Learning } from './taste.queries.ts';

type Choice = { isPersonal: boolean | null; learnedSince: Date | null };

/** What of the actor's deeds may be looked at: all of them, those since they had them forgotten, or none. */
// authorize: tells what the actor chose for themselves.
export function learningOf({ actor }: CommunityContext, choice: Choice | undefined): Learning {
	const memberId = memberIdOf(actor);
	if (!memberId || !choice?.isPersonal) return null;
	return { memberId, since: choice.learnedSince ?? new Date(0) };
}
