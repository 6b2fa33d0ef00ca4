import type pg from 'pg';
import { newId } from '@kith/kernel/ids';
import { demoSchema } from './demo.ts';
import { LANGUAGES, languageAt, marksAt, textIn } from './search-texts.ts';

const POSTS = 100_000;
const BATCH = 1000;
const COMMENTS = 50_000;
const TAGS = 2000;

/** Posts of sixty words in several languages, by all members, some of them with a picture, a link and so on. */
export async function fill(owner: pg.Pool): Promise<void> {
	const schema = await demoSchema(owner);
	await speakAll(owner, schema);
	for (let made = 0; made < POSTS; made += BATCH) {
		const batch = Array.from({ length: BATCH }, (_, at) => {
			const language = languageAt(made + at);
			const [title, text] = [textIn(language, 6), textIn(language, 60)];
			const words = { title: title.indexed, text: text.indexed };
			return {
				...{ id: newId(), nth: made + at, config: language, marks: marksAt(made + at * 7) },
				...{ title: title.shown, text: text.shown, words },
			};
		});
		await owner.query(
			`insert into ${schema}.posts
				(id, space_id, author_id, title, body, excerpt, search, status, kind, has_poll, created_at, last_activity_at)
			select one.id, space.id, author.id, one.title,
				jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object(
					'type', 'paragraph',
					'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', one.text))))),
				left(one.text, 280),
				setweight(to_tsvector(one.config::regconfig, one.words->>'title'), 'A')
					|| setweight(to_tsvector(one.config::regconfig, one.words->>'text'), 'B')
					|| array_to_tsvector(one.marks),
				'published', case when nth % 10 = 3 then 'article' when nth % 50 = 4 then 'showcase' else 'discussion' end,
				'=poll' = any(one.marks), now() - random() * interval '700 days', now()
			from jsonb_to_recordset($1::jsonb) as one
				(id uuid, nth int, config text, marks text[], title text, text text, words jsonb),
				(select id from ${schema}.spaces where visibility = 'public' order by slug limit 1) as space,
				(select id, row_number() over (order by id) - 1 as at, count(*) over () as most from ${schema}.members) as author
			where author.at = (one.nth / 10) % author.most`,
			[JSON.stringify(batch)],
		);
	}
	await tag(owner, schema);
	await answer(owner, schema);
	await owner.query(`vacuum analyze ${schema}.posts`);
}

/** Comments of the words of the posts they answer. */
async function answer(owner: pg.Pool, schema: string): Promise<void> {
	await owner.query(
		`insert into ${schema}.comments
			(id, post_id, space_id, depth, author_id, body, excerpt, search, status, created_at)
		select gen_random_uuid(), id, space_id, 0, author_id, body, excerpt, search, 'published', created_at
		from ${schema}.posts order by id limit $1`,
		[COMMENTS],
	);
	await owner.query(`vacuum analyze ${schema}.comments`);
}

/** Two thousand tags, the n-th on as many posts as in proportion to 1 / n; two to a post. */
async function tag(owner: pg.Pool, schema: string): Promise<void> {
	await owner.query(`with made as (
			insert into ${schema}.tags (id, name, slug, created_at)
			select gen_random_uuid(), 'Topic ' || number, 'topic-' || number, now()
			from generate_series(0, ${TAGS - 1}) as number
			returning id, name, slug
		)
		insert into ${schema}.tag_names (slug, tag_id, name, kind)
		select slug, id, name, 'main' from made`);
	await owner.query(`insert into ${schema}.post_tags (post_id, tag_id, space_id, shown_at)
		select one.id, tags.id, one.space_id, one.created_at
		from (
			select posts.id, space_id, created_at, 'topic-' || (power(${TAGS}, random()) - 1)::int as slug
			from ${schema}.posts cross join generate_series(1, 2)
		) as one
		join ${schema}.tags using (slug)
		on conflict do nothing`);
	await owner.query(`insert into ${schema}.tag_uses (tag_id, space_id, post_count)
		select tag_id, space_id, count(*) from ${schema}.post_tags group by 1, 2
		on conflict (tag_id, space_id) do update set post_count = excluded.post_count`);
	await owner.query(`vacuum analyze ${schema}.post_tags`);
}

/** Texts of all these languages have been written here. */
async function speakAll(owner: pg.Pool, schema: string): Promise<void> {
	const configs = Object.keys(LANGUAGES).filter((config) => config !== 'simple');
	await owner.query(
		`insert into ${schema}.settings (key, value, updated_at) values ('searchLanguages', $1, now())
		on conflict (key) do update set value = excluded.value`,
		[JSON.stringify(Object.fromEntries(configs.map((config) => [config, true])))],
	);
}
