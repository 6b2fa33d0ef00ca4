import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { plansOf } from '@kith/testing/test-plans';
import { learnTables, rewriteTables } from '@kith/testing/test-statistics';
import type { CommunityContext } from './context.ts';
import { communityCaller } from './index.ts';
import { fillWithPosts } from './many-posts-fixture.ts';

/** The tables that hold much. */
const TABLES = [
	...['posts', 'comments', 'members', 'documents', 'tag_names', 'tag_uses', 'post_tags'],
	...['relations', 'tag_follows', 'space_visits', 'comment_reads'],
	...['post_scores', 'bookmarks', 'reactions', 'tags', 'audit_entries'],
];

let installation: TestInstallation;
let filled: Awaited<ReturnType<typeof fillWithPosts>>;
let reader: CommunityContext;
/** A post with two hundred threads of ten comments, of which the reader has read a half. */
let longId: string;
let middle: { rootId: string; replyId: string };

beforeAll(async () => {
	installation = await createTestInstallation();
	filled = await fillWithPosts(installation);
	const { here, who, schema } = filled;
	const ann = await here.member('member', 'Ann');
	longId = filled.postId;
	await fillWithMembers(schema);
	middle = await writeThreads(ann.memberId);
	await nameTags(schema);
	await fillLibrary(schema, ann.memberId);
	await fillLog(schema);
	const { owner } = installation;
	await owner.query(`update ${schema}.posts set reaction_count = 1`);
	await follow(ann.memberId);
	await rewriteTables(owner, schema, TABLES);
	await learnTables(owner, schema, TABLES);
	reader = await here.as(who);
}, 120_000);
afterAll(() => installation.close());

async function writeThreads(authorId: string) {
	const { schema } = filled;
	const { owner } = installation;
	const ids = Array.from({ length: 2000 }, () => newId());
	await owner.query(
		`insert into ${schema}.comments
			(id, post_id, space_id, parent_id, root_id, depth, author_id, body, excerpt, search, status, created_at)
		select ($1::uuid[])[n], posts.id, posts.space_id, ($1::uuid[])[root], ($1::uuid[])[root],
			case when root is null then 0 else 1 end, $2, posts.body, '', posts.search, 'published',
			now() - interval '1 day' + n * interval '1 second'
		from (select n, case when n % 10 <> 1 then n - (n - 1) % 10 end as root from generate_series(1, 2000) as n) as line,
			${schema}.posts
		where posts.id = $3`,
		[ids, authorId, longId],
	);
	const lastId = ids[999] ?? '';
	await owner.query(
		`insert into ${schema}.comment_reads (member_id, post_id, last_at, last_id)
		select members.id, post_id, comments.created_at, comments.id
		from ${schema}.comments, ${schema}.members where comments.id = $1`,
		[lastId],
	);
	await owner.query(`update ${schema}.posts set comment_count = 2000 where id = $1`, [longId]);
	return { rootId: ids[1000] ?? '', replyId: lastId };
}

const fillWithMembers = (schema: string) =>
	installation.owner.query(
		`insert into ${schema}.members (id, handle, name, status, joined_at, guidelines_version)
		select gen_random_uuid(), 'person-' || n, 'Person ' || n, 'active', now() - n * interval '1 hour', 1
		from generate_series(1, 5000) as n`,
	);

/** Twenty thousand things that were done, every fourth of them removing a post of the space or a comment there. */
const fillLog = (schema: string) =>
	installation.owner.query(
		`insert into ${schema}.audit_entries
			(number, at, action, actor_kind, member_id, target_kind, target_id, subject_id, space_id, actor_digest,
				details_digest, hash)
		select 1000 + n, now() - interval '1 day' + n * interval '1 second',
			(array['posts.removed', 'members.labelled', 'comments.removed', 'settings.updated'])[1 + n % 4], 'member',
			gen_random_uuid(), (array['post', 'member', 'comment', 'settings'])[1 + n % 4], gen_random_uuid(),
			gen_random_uuid(), case when n % 2 = 0 then $1::uuid end, '', '', ''
		from generate_series(1, 20000) as n`,
		[filled.spaceId],
	);

/** Everybody follows Ann, a tag and a space, and the reader the spaces that they do not read. */
async function follow(annId: string): Promise<void> {
	const { schema, who, every, spaceId } = filled;
	const { owner } = installation;
	await owner.query(
		`insert into ${schema}.relations (member_id, target_id, kind, created_at)
		select id, $1, 'follow', now() from ${schema}.members where id <> $1`,
		[annId],
	);
	await owner.query(
		`insert into ${schema}.tag_follows (member_id, tag_id, created_at)
		select id, $1, now() from ${schema}.members`,
		[every(7)],
	);
	await owner.query(
		`insert into ${schema}.space_visits (member_id, space_id, seen_at, followed_at)
		select members.id, spaces.id, now(), now() from ${schema}.spaces, ${schema}.members
		where (spaces.id = $2) = (members.id <> $1)`,
		[who.memberId, spaceId],
	);
}

async function nameTags(schema: string): Promise<void> {
	const { owner } = installation;
	await owner.query(`insert into ${schema}.tag_names (slug, tag_id, name, kind)
		select slug, id, name, 'main' from ${schema}.tags`);
	await owner.query(`insert into ${schema}.tag_uses (tag_id, space_id, post_count)
		select tag_id, space_id, count(*) from ${schema}.post_tags group by 1, 2`);
}

/** A library of five thousand documents, every second and every three hundredth of them with a tag. */
async function fillLibrary(schema: string, authorId: string): Promise<void> {
	const { owner, services } = installation;
	await owner.query(
		`update ${schema}.spaces set modules = array['files'] || modules where id = $1`,
		[filled.spaceId],
	);
	services.snapshots.drop(filled.here.id);
	await owner.query(
		`insert into ${schema}.documents
			(id, space_id, author_id, title, file_name, tag_ids, search, created_at, updated_at)
		select gen_random_uuid(), $1, $2, 'Plan ' || n, 'plan.txt', tags,
			to_tsvector('english', 'word w' || n % 1000)
				|| array_to_tsvector(array(select '#' || id from unnest(tags) as id)),
			now(), now() - n * interval '1 hour'
		from generate_series(1, 5000) as n, lateral (select case
			when n % 300 = 0 then array[$3::uuid, $4::uuid] when n % 2 = 0 then array[$3::uuid] else '{}'::uuid[] end as tags) as had`,
		[filled.spaceId, authorId, filled.every(2), filled.every(300)],
	);
	await owner.query(
		`insert into ${schema}.tag_uses (tag_id, space_id, post_count, document_count)
		select had, $1, 0, count(*) from ${schema}.documents, unnest(tag_ids) as had group by had
		on conflict (tag_id, space_id) do update set document_count = excluded.document_count`,
		[filled.spaceId],
	);
}

type Api = ReturnType<typeof communityCaller>;
const feed =
	(input: Parameters<Api['feeds']['list']>[0]): ((api: Api) => Promise<unknown>) =>
	(api) =>
		api.feeds.list(input);
const search =
	(input: Parameters<Api['search']['find']>[0]): ((api: Api) => Promise<unknown>) =>
	(api) =>
		api.search.find(input);

/** What each page asks for. */
const PAGES: Readonly<Record<string, (api: Api) => Promise<unknown>>> = {
	'For you': feed({ mode: 'for_you' }),
	Following: feed({ mode: 'following' }),
	Latest: feed({ mode: 'latest' }),
	'Top of the day': feed({ mode: 'top', window: 'day' }),
	'Top of the week': feed({ mode: 'top', window: 'week' }),
	'Top of the month': feed({ mode: 'top', window: 'month' }),
	'Top of all time': feed({ mode: 'top', window: 'all' }),
	'the feed of a space': (api) => api.feeds.list({ mode: 'latest', spaceId: filled.spaceId }),
	'the best of a space': (api) =>
		api.feeds.list({ mode: 'top', window: 'all', spaceId: filled.spaceId }),
	'the page of a tag': (api) => api.tags.get({ slug: 'topic-2' }),
	'the latest of a tag': (api) => api.posts.tagged({ tagId: filled.every(2) }),
	'the best of a tag': (api) => api.posts.tagged({ tagId: filled.every(2), sort: 'top' }),
	'the documents of a tag': (api) => api.library.tagged({ tagId: filled.every(2) }),
	'the documents of a rare tag': (api) => api.library.tagged({ tagId: filled.every(300) }),
	'a post': (api) => api.posts.get({ postId: longId }),
	'what a post is related to': (api) => api.feeds.related({ postId: longId }),
	'a thread from its beginning': (api) => api.comments.list({ postId: longId }),
	'a thread, newest first': (api) => api.comments.list({ postId: longId, order: 'newest' }),
	'a thread, most liked first': (api) => api.comments.list({ postId: longId, order: 'liked' }),
	'how far a thread was read': (api) => api.comments.reading({ postId: longId }),
	'a thread where it was read to': (api) =>
		api.comments.list({ postId: longId, around: middle.replyId }),
	'a thread at a root': (api) => api.comments.list({ postId: longId, around: middle.rootId }),
	'a search of a word that is everywhere': search({ text: 'word' }),
	'a search of a rare word': search({ text: 'w77' }),
	'a search of posts': search({ text: 'w77', kind: 'posts' }),
	'a search of comments': search({ text: 'w77', kind: 'comments' }),
	'a search of documents': search({ text: 'w77', kind: 'documents' }),
	'a search by filters': search({ text: 'w77 by:rea before:2100-01-01 kind:discussion' }),
	'a search of who holds something': search({ text: 'has:picture' }),
	'a search by tag': search({ text: 'tag:topic-300' }),
	'a search of documents by tag': search({ text: 'tag:topic-2', kind: 'documents' }),
	'a search that finds nothing': search({ text: 'wxyzzzy' }),
	'what is suggested': (api) => api.search.suggest({ text: 'Post 77' }),
	'the directory': (api) => api.members.list({ status: 'active' }),
	'the directory by name': (api) => api.members.list({ status: 'active', sort: 'name' }),
	'the directory by who was here': (api) => api.members.list({ status: 'active', sort: 'active' }),
	'who wrote last in a space': (api) => api.spaces.people({ spaceId: filled.spaceId }),
	'what a space is': (api) => api.spaces.about({ spaceId: filled.spaceId }),
	'what moderators did': (api) => api.audit.publicLog({}),
	'what moderators did in a space': (api) =>
		api.audit.publicLog({ kind: 'removed', spaceId: filled.spaceId }),
	'the posts of a member': (api) => api.posts.list({ authorId: filled.who.memberId }),
	'the page of a member': (api) => api.members.profile({ handle: 'rea' }),
	'where a member writes': (api) => api.relations.inCommon({ memberId: filled.who.memberId }),
	'the directory by a part of a name': (api) =>
		api.members.list({ status: 'active', search: 'person 77' }),
};

test.for(Object.entries(PAGES))('%s is read this way', async ([, page]) => {
	const plans = await plansOf(reader.db, (db) => page(communityCaller({ ...reader, db })));
	expect(`\n${plans.join('\n\n')}\n`).toMatchSnapshot();
});
