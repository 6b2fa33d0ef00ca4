import type { Domain } from '../domain.ts';
import { pollsConsumers } from './polls.consumers.ts';
import { pollsEvents } from './polls.events.ts';
import { pollsPermissions, pollsPolicy } from './polls.policy.ts';
import { pollsRouter } from './polls.router.ts';

export type { RankedBallots } from './count-ranked.ts';
export { pollView } from './poll-view.ts';
export { voterKey } from './voter-key.ts';
export { checkPollEnd, writePoll } from './write-poll.ts';

export const polls = {
	router: pollsRouter,
	policy: pollsPolicy,
	permissions: pollsPermissions,
	events: pollsEvents,
	consumers: pollsConsumers,
} as const satisfies Domain;
