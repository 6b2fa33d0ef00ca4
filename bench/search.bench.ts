import type pg from 'pg';
import { newId } from '@kith/kernel/ids';
import { DEMO, signIn } from './demo.ts';
import { send, zipf } from './load.ts';
import { childrenOf, cpuOf, printTable, quantile, row, timeEach, type Row } from './measure.ts';
import { openPlace, type BenchPlace } from './place.ts';
import { startServer, type BenchServer } from './server.ts';

const POSTS = 100_000;
const BATCH = 1000;
const VOCABULARY = 20_000;

/** What a search costs in a community of a hundred thousand posts. */
export async function bench(): Promise<void> {
	const place = await openPlace();
	try {
		const server = await startServer(place);
		try {
			const cookie = await signIn(server);
			const few = await searchRows(server, place, cookie, 'in the demo as it is');
			await fill(place.owner);
			const many = await searchRows(server, place, cookie, 'in 100,000 posts', 40);
			printTable('Search', [...few, ...many]);
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

/** Two hundred searches, one after another: words from everywhere to hardly anywhere, phrases, filters, misspellings. */
async function searchRows(
	server: BenchServer,
	{ owner, postmaster }: BenchPlace,
	cookie: string,
	where: string,
	most?: number,
): Promise<Row[]> {
	const databaseCpu = () =>
		childrenOf(postmaster()).reduce((sum, backend) => sum + cpuOf(backend), 0);
	const select = quantile(await timeEach(200, () => owner.query('select 1')), 0.5);
	const cpu: number[] = [];
	const took: number[] = [];
	for (const text of queries()) {
		const before = databaseCpu();
		const started = performance.now();
		const path = `/search?q=${encodeURIComponent(text)}`;
		const { status } = await send(server.port, { slug: DEMO, path, cookie });
		if (status !== 200) throw new Error(`"${text}" was answered ${status}`);
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

function queries(): string[] {
	const words = [0, 3, 20, 150, 900, 4000, 15_000].map(wordOf);
	const one = (index: number) => words[index % words.length] ?? '';
	// Every kind of search with every word: the two cycles are of different length.
	const cycle = 8;
	return Array.from({ length: 200 }, (_, index) => {
		const turn = index + Math.floor(index / cycle);
		const [first, second] = [one(turn), one(turn + 1 + (index % 5))];
		const kinds = [
			...[first, `${first} ${second}`, `"${first} ${second}"`, `${first} -${second}`],
			...[`${first} in:gallery`, `${first} after:2026-01-01`, `${first}x${second}`],
			`${first} tag:topic-${turn % 40}`,
		];
		return kinds[index % cycle] ?? first;
	});
}

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
	await owner.query(`vacuum analyze ${schema}.posts`);
}

/** Two hundred tags, the n-th on as many posts as in proportion to 1 / n; two to a post. */
async function tag(owner: pg.Pool, schema: string): Promise<void> {
	await owner.query(`with made as (
			insert into ${schema}.tags (id, name, slug, created_at)
			select gen_random_uuid(), 'Topic ' || number, 'topic-' || number, now()
			from generate_series(0, 199) as number
			returning id, name, slug
		)
		insert into ${schema}.tag_names (slug, tag_id, name, kind)
		select slug, id, name, 'main' from made`);
	await owner.query(`insert into ${schema}.post_tags (post_id, tag_id, space_id, shown_at)
		select one.id, tags.id, one.space_id, one.created_at
		from (
			select posts.id, space_id, created_at, 'topic-' || (power(200, random()) - 1)::int as slug
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
