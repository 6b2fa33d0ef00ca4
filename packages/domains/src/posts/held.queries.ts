import { sql, type SqlBool } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import type { CommunityDb } from '@kith/db/handles';
import type { RichText } from '../rich-text/rich-text.schema.ts';

/** The viewer's own change of a post or comment that waits for approval, or came back; they have one at a time. */
export const heldChange = (
	db: Pick<CommunityDb, 'selectFrom'>,
	viewerId: string,
	of: 'posts' | 'comments' = 'posts',
) =>
	jsonObjectFrom(
		db
			.selectFrom('submissions')
			.select(['submissions.id', 'submissions.state'])
			.where(
				'submissions.revisesId',
				'=',
				of === 'posts' ? sql<string>`posts.id` : sql<string>`comments.id`,
			)
			.where('submissions.authorId', '=', viewerId)
			// Whose comment it is changes it alone: for those of others nothing is looked up.
			.$if(of === 'comments', (query) =>
				query.where(sql<SqlBool>`comments.author_id = ${viewerId}`),
			)
			.where('submissions.state', '<>', sql.lit('published')),
	);

/** Whether a text is stored so already. */
export const sameText = (db: CommunityDb, postId: string, { title, body, contentWarning }: Text) =>
	db
		.selectFrom('posts')
		.select('id')
		.where('id', '=', postId)
		.where('title', '=', title)
		.where(sql<SqlBool>`body = ${JSON.stringify(body)}::jsonb`)
		.$if(contentWarning !== undefined, (query) =>
			query.where('contentWarning', '=', contentWarning ?? ''),
		);

type Text = { title: string; body: RichText; contentWarning?: string | undefined };
