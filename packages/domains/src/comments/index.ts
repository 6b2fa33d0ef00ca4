import type { Domain } from '../domain.ts';
import { commentsConsumers } from './comments.consumers.ts';
import { commentsEvents } from './comments.events.ts';
import { commentsPermissions, commentsPolicy } from './comments.policy.ts';
import { commentsRouter } from './comments.router.ts';

export { commentById } from './comments.queries.ts';
export { placeCommentEdit } from './place-comment-edit.ts';
export { rewordComments } from './reword-comments.ts';
export { placeComment } from './place-comment.ts';

export const comments = {
	router: commentsRouter,
	policy: commentsPolicy,
	permissions: commentsPermissions,
	events: commentsEvents,
	consumers: commentsConsumers,
} as const satisfies Domain;
