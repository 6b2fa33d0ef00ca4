import type pg from 'pg';
import { newId } from '@kith/kernel/ids';
import { DEMO, signIn } from './demo.ts';
import { send, zipf } from './load.ts';
import { childrenOf, cpuOf, printTable, quantile, row, timeEach, type Row } from './measure.ts';
import { openPlace, type BenchPlace } from './place.ts';
import { startServer, type BenchServer } from './server.ts';

const POSTS = 100_000;
const BATCH = 1000;
const COMMENTS = 50_000;
const TAGS = 2000;
const VOCABULARY = 20_000;

/** What a search costs in a community of a hundred thousand posts. */
export async function bench(): Promise<void> {
	const place = await openPlace();
	try {
		const server = await startServer(place);
		try {
			const cookie = await signIn(server);
			const measure = (asked: Asked) => searchRows(server, place, cookie, asked);
			const few = await measure({ where: 'in the demo as it is', paths: searches(words()) });
			await fill(place.owner);
			const [where, most] = ['in 100,000 posts', 40];
			const many = await measure({ where, paths: searches(words()), most });
			const tagged = await measure({ where: `by tag ${where}`, paths: searches(byTag()), most });
			const pages = await measure({ where: `a tag's page ${where}`, paths: tagPages(), most });
			printTable('Search', [...few, ...many, ...tagged, ...pages]);
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

type Asked = { where: string; paths: readonly string[]; most?: number };

/** Pages, one after another: what each costs the database and how long it takes. */
async function searchRows(
	server: BenchServer,
	{ owner, postmaster }: BenchPlace,
	cookie: string,
	{ where, paths, most }: Asked,
): Promise<Row[]> {
	const databaseCpu = () =>
		childrenOf(postmaster()).reduce((sum, backend) => sum + cpuOf(backend), 0);
	const select = quantile(await timeEach(200, () => owner.query('select 1')), 0.5);
	const cpu: number[] = [];
	const took: number[] = [];
	for (const path of paths) {
		const before = databaseCpu();
		const started = performance.now();
		const { status } = await send(server.port, { slug: DEMO, path, cookie });
		if (status !== 200) throw new Error(`"${path}" was answered ${status}`);
		took.push(performance.now() - started);
		cpu.push(databaseCpu() - before);
	}
	const half = quantile(took, 0.5);
	return [
		row(`${where}: database CPU, median`, quantile(cpu, 0.5), 'ms', most ? { most } : {}),
		row(`${where}: database CPU, p95`, quantile(cpu, 0.95), 'ms'),
		row(`${where}: page, p50`, half, 'ms', { ratio: [half / select, 'select 1'] }),
		row(`${where}: page, p95`, quantile(took, 0.95), 'ms'),
	];
}

const searches = (texts: readonly string[]) =>
	texts.map((text) => `/search?q=${encodeURIComponent(text)}`);

/** Words from everywhere to hardly anywhere. */
const WORDS = [0, 3, 20, 150, 900, 4000, 15_000];
const wordAt = (turn: number) => wordOf(WORDS[turn % WORDS.length] ?? 0);
/** From the tag on every fifteenth post to one on a few. */
const TAGGED = [0, 1, 5, 30, 200, 900, 1900];
const tagAt = (turn: number) => `topic-${TAGGED[turn % TAGGED.length] ?? 0}`;

/** Two hundred searches: words from everywhere to hardly anywhere, phrases, filters, misspellings. */
function words(): string[] {
	// Every kind of search with every word: the two cycles are of different length.
	const cycle = 8;
	return Array.from({ length: 200 }, (_, index) => {
		const turn = index + Math.floor(index / cycle);
		const [first, second] = [wordAt(turn), wordAt(turn + 1 + (index % 5))];
		const kinds = [
			...[first, `${first} ${second}`, `"${first} ${second}"`, `${first} -${second}`],
			...[`${first} in:gallery`, `${first} after:2026-01-01`, `${first}x${second}`],
			`${first} tag:${tagAt(turn)}`,
		];
		return kinds[index % cycle] ?? first;
	});
}

/** Two hundred searches by tag: alone, two at once, with a word, without one, of one space, posts and comments alone. */
function byTag(): string[] {
	const cycle = 6;
	return Array.from({ length: 200 }, (_, index) => {
		const turn = index + Math.floor(index / cycle);
		const tag = `tag:${tagAt(turn)}`;
		const kinds = [
			...[tag, `${tag} tag:${tagAt(turn + 1 + (index % 3))}`, `${wordAt(turn)} ${tag}`],
			...[`${tag} -${wordAt(turn)}`, `${tag} kind:comments`, `${tag} kind:posts in:gallery`],
		];
		return kinds[index % cycle] ?? tag;
	});
}

/** The newest and the best of tags. */
const tagPages = (): string[] =>
	Array.from({ length: 60 }, (_, index) => `/t/${tagAt(index)}${index % 2 ? '?sort=top' : ''}`);

/** Posts of sixty words, the n-th word as often as in a language: in proportion to 1 / n. */
async function fill(owner: pg.Pool): Promise<void> {
	const { rows } = await owner.query<{ id: string }>(
		'select id from platform.communities where slug = $1',
		[DEMO],
	);
	const schema = `c_${rows[0]?.id}`;
	const draw = zipf(VOCABULARY);
	for (let made = 0; made < POSTS; made += BATCH) {
		const batch = Array.from({ length: BATCH }, () => ({
			id: newId(),
			title: Array.from({ length: 6 }, () => wordOf(draw())).join(' '),
			text: Array.from({ length: 60 }, () => wordOf(draw())).join(' '),
		}));
		await owner.query(
			`insert into ${schema}.posts
				(id, space_id, author_id, title, body, excerpt, search, status, created_at, last_activity_at)
			select one.id, space.id, author.id, one.title,
				jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object(
					'type', 'paragraph',
					'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', one.text))))),
				left(one.text, 280),
				setweight(to_tsvector('english', one.title), 'A')
					|| setweight(to_tsvector('english', one.text), 'B'),
				'published', now() - random() * interval '700 days', now()
			from jsonb_to_recordset($1::jsonb) as one (id uuid, title text, text text),
				(select id from ${schema}.spaces where visibility = 'public' order by slug limit 1) as space,
				(select id from ${schema}.members limit 1) as author`,
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

const SYLLABLES = 'bcdfghklmnprstvw'
	.split('')
	.flatMap((first) => 'aeiou'.split('').map((last) => first + last));

/** A word for a number; different ones for different numbers. */
function wordOf(index: number): string {
	let word = '';
	const { length } = SYLLABLES;
	for (let rest = index + length; rest > 0; rest = Math.floor(rest / length))
		word += SYLLABLES[rest % length] ?? '';
	return word;
}
