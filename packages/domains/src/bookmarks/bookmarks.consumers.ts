import type { Consumer } from '../domain.ts';
import { forgetBookmarksOf } from './bookmarks.queries.ts';

const forgetBookmarks: Consumer = {
	on: ['members.left', 'members.removed'],
	async handle(ctx, { payload }) {
		for (const statement of forgetBookmarksOf(ctx.db, String(payload['memberId'])))
			await statement.execute();
	},
};

export const bookmarksConsumers = { 'forget-bookmarks': forgetBookmarks } as const;
