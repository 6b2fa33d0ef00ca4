import { alignMentionsIn } from '../members/index.ts';
import { commentsMentioning, rewriteComment } from './comments.queries.ts';

export const commentsConsumers = {
	'forget-mentions-in-comments': alignMentionsIn({
		mentioning: (db, page) => commentsMentioning(db, page).execute(),
		rewrite: (db, { id }, words) => rewriteComment(db, id, words).execute(),
	}),
} as const;
