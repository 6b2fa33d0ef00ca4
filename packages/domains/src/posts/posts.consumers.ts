import { alignMentionsIn } from '../members/index.ts';
import { postsMentioning, rewritePost } from './posts.queries.ts';

export const postsConsumers = {
	'forget-mentions-in-posts': alignMentionsIn({
		mentioning: (db, page) => postsMentioning(db, page).execute(),
		rewrite: (db, { id, title }, words) => rewritePost(db, id, { title, ...words }).execute(),
	}),
} as const;
