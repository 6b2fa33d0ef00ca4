import type { InsertObject } from 'kysely';
import type { CommunityTables } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import { TO_EVERYONE } from '../announcements/announcements.schema.ts';
import { excerptOf, searchVector } from '../rich-text/index.ts';
import type { Demo, DemoComment, DemoPost } from '../templates/index.ts';

type Rows<Table extends keyof CommunityTables> = InsertObject<CommunityTables, Table>[];

export type Contributions = {
	posts: Rows<'posts'>;
	comments: Rows<'comments'>;
	reactions: Rows<'reactions'>;
	/** The tags of each post by their names. */
	tags: { postId: string; names: readonly string[] }[];
	votes: Rows<'votes'>;
};

type Cast = {
	now: Date;
	memberIds: ReadonlyMap<string, string>;
	spaceIds: ReadonlyMap<string, string>;
};

const HOUR = 3_600_000;

/** The rows of a demo's conversations, at the times its data tells, counted back from now. */
export function contributionsOf(demo: Demo, cast: Cast): Contributions {
	const rows: Contributions = { posts: [], comments: [], reactions: [], tags: [], votes: [] };
	const { locale } = demo.community;
	for (const post of demo.posts) {
		const id = newId();
		const at = new Date(cast.now.getTime() - post.daysAgo * 24 * HOUR);
		const spaceId = idOf(cast.spaceIds, post.space);
		const kind = post.kind ?? 'discussion';
		const row: Rows<'posts'>[number] = {
			...{ kind, state: post.state ?? null, voteCount: post.votes?.length ?? 0 },
			kindFacts: JSON.stringify(factsOf(post, at)),
			...{ id, spaceId, authorId: idOf(cast.memberIds, post.author), title: post.title },
			...{ body: JSON.stringify(post.body), excerpt: excerptOf(post.body), status: 'published' },
			search: searchVector(locale, post),
			...{ createdAt: at, lastActivityAt: at, pinnedAt: post.pinned ? at : null },
		};
		rows.posts.push(row);
		rows.tags.push({ postId: id, names: post.tags ?? [] });
		for (const handle of post.votes ?? [])
			rows.votes.push({ postId: id, memberId: idOf(cast.memberIds, handle), createdAt: at });
		addReactions(rows, cast, { kind: 'post', id, at }, post.reactions);
		const thread = { postId: id, spaceId, postedAt: at, locale };
		for (const [index, comment] of post.comments.entries()) {
			const commentId = addComment(rows, cast, thread, comment, null);
			if (index === post.answer) row.answerId = commentId;
		}
	}
	return rows;
}

/** Whom the people of the demo follow. */
export function followsOf(demo: Demo, { now, memberIds }: Cast): Rows<'relations'> {
	return (demo.follows ?? []).flatMap(({ member, follows }) =>
		follows.map((target) => ({
			...{ memberId: idOf(memberIds, member), targetId: idOf(memberIds, target) },
			...{ kind: 'follow', createdAt: now },
		})),
	);
}

/** What is kept for a post's kind alone. */
function factsOf({ kind, note, mustAcknowledge = false }: DemoPost, at: Date): object {
	if (kind === 'announcement') return { ...TO_EVERYONE, mustAcknowledge };
	return note ? { note, statusAt: at.toISOString() } : {};
}

type Thread = { postId: string; spaceId: string; postedAt: Date; locale: string };
type Parent = { id: string; rootId: string; depth: number };

function addComment(
	rows: Contributions,
	cast: Cast,
	thread: Thread,
	comment: DemoComment,
	parent: Parent | null,
): string {
	const id = newId();
	// Nobody writes in the future, however long the data lets a conversation go on.
	const wanted = thread.postedAt.getTime() + comment.hoursAfter * HOUR;
	const at = new Date(Math.min(wanted, cast.now.getTime() - 60_000));
	const depth = parent ? parent.depth + 1 : 0;
	rows.comments.push({
		...{ id, postId: thread.postId, spaceId: thread.spaceId, depth, status: 'published' },
		...{ parentId: parent?.id ?? null, rootId: parent?.rootId ?? null },
		...{ authorId: idOf(cast.memberIds, comment.author), createdAt: at },
		...{ body: JSON.stringify(comment.body), excerpt: excerptOf(comment.body) },
		search: searchVector(thread.locale, comment),
	});
	addReactions(rows, cast, { kind: 'comment', id, at }, comment.reactions ?? {});
	for (const reply of comment.replies ?? [])
		addComment(rows, cast, thread, reply, { id, rootId: parent?.rootId ?? id, depth });
	return id;
}

type Subject = { kind: 'post' | 'comment'; id: string; at: Date };

function addReactions(
	rows: Contributions,
	cast: Cast,
	subject: Subject,
	reactions: Partial<Record<string, readonly string[]>>,
): void {
	for (const [emoji, handles] of Object.entries(reactions))
		for (const handle of handles ?? [])
			rows.reactions.push({
				...{ subjectId: subject.id, subjectKind: subject.kind, emoji, createdAt: subject.at },
				memberId: idOf(cast.memberIds, handle),
			});
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
	const id = ids.get(key);
	if (!id) throw new Error(`the demo names "${key}", which does not exist`);
	return id;
}
