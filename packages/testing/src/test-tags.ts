import type { TestInstallation } from './test-installation.ts';
import { learnTables, leaveTablesAlone } from './test-statistics.ts';

const POSTS = 30_000;
const TAGS = 2000;

type Where = { communityId: string; spaceId: string; authorIds: readonly string[] };

/**
 * Posts with one word of a thousand, by their authors in turn, each with a comment, and tags, of which the second, third, seventh, tenth and
 * three hundredth is on every so-many-th of them; answers with the ids of the tags by that number.
 */
export async function fillWithTags(
	{ owner }: TestInstallation,
	{ communityId, spaceId, authorIds }: Where,
): Promise<(nth: number) => string> {
	const schema = `c_${communityId}`;
	await leaveTablesAlone(owner, schema);
	await owner.query(
		`insert into ${schema}.posts
			(id, space_id, author_id, title, body, excerpt, search, status, created_at, last_activity_at)
		select gen_random_uuid(), $1, ($2::uuid[])[1 + n % cardinality($2::uuid[])], 'Post ' || n,
			'{"type":"doc","content":[]}', '', to_tsvector('english', 'word w' || n % 1000), 'published',
			now() - n * interval '10 minutes', now()
		from generate_series(1, ${POSTS}) as n`,
		[spaceId, authorIds],
	);
	await owner.query(
		`insert into ${schema}.tags (id, name, slug, created_at)
		select gen_random_uuid(), 'Topic ' || n, 'topic-' || n, now() from generate_series(1, ${TAGS}) as n`,
	);
	await owner.query(
		`insert into ${schema}.post_tags (post_id, tag_id, space_id, shown_at)
		select posts.id, tags.id, posts.space_id, posts.created_at
		from (select id, split_part(slug, '-', 2)::int as nth from ${schema}.tags where slug like 'topic-%') as tags
		join (select *, row_number() over (order by created_at) as at from ${schema}.posts) as posts
			on posts.at % tags.nth = 0
		where tags.nth in (2, 3, 7, 10, 300)`,
	);
	await owner.query(
		`insert into ${schema}.comments
			(id, post_id, space_id, depth, author_id, body, excerpt, search, status, created_at)
		select gen_random_uuid(), id, space_id, 0, author_id, body, '', search, 'published', created_at
		from ${schema}.posts`,
	);
	await learnTables(owner, schema, ['posts', 'tags', 'post_tags', 'comments']);
	const { rows } = await owner.query<{ id: string; nth: number }>(
		`select id, split_part(slug, '-', 2)::int as nth from ${schema}.tags where slug like 'topic-%'`,
	);
	const ids = new Map(rows.map(({ id, nth }) => [nth, id]));
	return (nth) => ids.get(nth) ?? '';
}
