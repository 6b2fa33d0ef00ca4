import { newId } from '@kith/kernel/ids';
import { TO_EVERYONE } from '../announcements/announcements.schema.ts';
import { words } from '@kith/testing/test-content';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

/** Where a member is named, and how it is read. */
export type Place = { name: string; path: string; input: unknown };

/** A text that mentions a member by a name, with a word to find it by. */
export const mentioning = (id: string, label: string, before = 'Gratitude'): RichText => ({
	type: 'doc',
	content: [
		{
			type: 'paragraph',
			content: [
				{ type: 'text', text: `${before} to ` },
				{ type: 'mention', attrs: { id, label }, marks: [{ type: 'bold' }] },
			],
		},
	],
});

type Mentioned = { id: string; label: string; spaceId: string };

/** Mentions a member in every kind of text that others read, and says where such a text is read. Another one changes one. */
export async function mentionedEverywhere(
	{ writer, keeper }: { writer: CommunityContext; keeper: CommunityContext },
	{ id, label, spaceId }: Mentioned,
): Promise<Place[]> {
	const api = communityCaller(writer);
	const body = mentioning(id, label);
	const post = async (more: object = {}) => {
		const text = { id: newId(), spaceId, title: 'Thanks', body, ...more };
		return (await api.posts.publish(text)).postId;
	};
	const comment = async (postId: string) =>
		(await api.comments.publish({ id: newId(), postId, parentId: null, body })).commentId;

	const postId = await post({ tags: ['Gratitude'] });
	await comment(postId);
	await api.posts.pin({ postId, pinned: true });
	await api.lifecycle.feature({ postId, featured: true });
	const tags = writer.db.selectFrom('tags').select('id').where('name', '=', 'Gratitude');
	const tag = await tags.executeTakeFirstOrThrow();
	const questionId = await post({ kind: 'question', body: words('How?') });
	await api.questions.accept({ postId: questionId, commentId: await comment(questionId) });
	const editedId = await post();
	const edit = { postId: editedId, title: 'Thanks', body: mentioning(id, label, 'Great thanks') };
	await communityCaller(keeper).posts.edit({ ...edit, version: 1 });
	const announcement = { ...TO_EVERYONE, mustAcknowledge: true };
	await post({ kind: 'announcement', announcement });
	const version = { subjectKind: 'post', subjectId: editedId, number: 2 };
	return [
		{ name: 'a mention in a post', path: 'posts.get', input: { postId } },
		{ name: 'a mention in a comment', path: 'comments.list', input: { postId } },
		{ name: 'a mention in an answer', path: 'posts.get', input: { postId: questionId } },
		{ name: 'a mention in a version', path: 'history.version', input: version },
		{ name: 'a mention in a hit', path: 'search.find', input: { text: 'gratitude' } },
		{
			name: 'a mention on a card',
			path: 'posts.list',
			input: { authorId: writer.grants.memberId },
		},
		{ name: 'a mention in a feed', path: 'feeds.list', input: { mode: 'latest' } },
		{
			name: 'a mention under a tag',
			path: 'posts.tagged',
			input: { tagId: tag.id, sort: 'latest' },
		},
		{ name: 'a mention in a pinned post', path: 'posts.pinned', input: { spaceId } },
		{ name: 'a mention in a featured post', path: 'lifecycle.featured', input: {} },
		{ name: 'a mention in an announcement', path: 'announcements.current', input: undefined },
		{
			name: 'a mention among the comments of a member',
			path: 'comments.ofMember',
			input: { memberId: writer.grants.memberId },
		},
	];
}
