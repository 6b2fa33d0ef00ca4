import type { Domain } from '../domain.ts';
import { postsConsumers } from './posts.consumers.ts';
import { postsEvents } from './posts.events.ts';
import { postsPermissions, postsPolicy } from './posts.policy.ts';
import { postsRouter } from './posts.router.ts';

export { heldChange } from './held.queries.ts';
export { attachPictures } from './attach-pictures.ts';
export { bylineOf } from './byline.ts';
export { closingOf } from './closing.ts';
export { placeEdit } from './place-edit.ts';
export { postTarget } from './post-target.ts';
export { placePost } from './place-post.ts';
export { listedCards } from './cards.queries.ts';
export { countPostInSpace, postById } from './posts.queries.ts';
export { uncountPostInSpace } from './taken-down.queries.ts';
export { rewordPosts } from './reword-posts.ts';
export { authorizePosting, publishPost } from './publish-post.ts';
export { cardsOf, listPosts, toCards } from './read-posts.ts';

export const posts = {
	router: postsRouter,
	policy: postsPolicy,
	permissions: postsPermissions,
	events: postsEvents,
	consumers: postsConsumers,
} as const satisfies Domain;
