import type pg from 'pg';
import { wire } from '@kith/kernel/wire';
import { demoSchema, signIn } from './demo.ts';
import { printTable, row, type Row } from './measure.ts';
import { openPlace, type BenchPlace } from './place.ts';
import { requestCpu } from './request-cpu.ts';
import { startServer, type BenchServer } from './server.ts';

const SIZES = [1000, 100_000, 1_000_000] as const;
const BATCH = 50_000;
/** A post every forty minutes: more posts are a longer past, as in a community that grows old. */
const MINUTES_APART = 40;
const FLAT = 1.3;
const ROUNDS = 4;

type Figures = Map<string, number>;

/** What feeds and a post page cost the database in communities of a thousand to a million posts. */
export async function bench(): Promise<void> {
	const place = await openPlace();
	try {
		const server = await startServer(place);
		try {
			const cookie = await signIn(server);
			const schema = await demoSchema(place.owner);
			const rows: Row[] = [];
			let smallest: Figures | undefined;
			let made = 0;
			for (const size of SIZES) {
				await fill(place.owner, schema, made, size);
				made = size;
				const figures = await figuresOf(server, place, cookie, schema);
				smallest ??= figures;
				rows.push(...rowsOf(size, figures, smallest));
			}
			printTable('Feeds', rows);
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

function rowsOf(size: number, figures: Figures, smallest: Figures): Row[] {
	return [...figures].map(([what, cpu]) => {
		const ratio = cpu / (smallest.get(what) ?? Number.NaN);
		return {
			...row(`${what}, ${size.toLocaleString('en')} posts: database CPU, median`, cpu, 'ms'),
			...{ ratio: `${ratio.toFixed(2)}x ${SIZES[0]} posts`, target: `<= ${FLAT}x` },
			met: ratio <= FLAT,
		};
	});
}

async function figuresOf(
	server: BenchServer,
	place: BenchPlace,
	cookie: string,
	schema: string,
): Promise<Figures> {
	const { rows } = await place.owner.query<{ id: string }>(
		`select id from ${schema}.posts where comment_count > 0 order by created_at desc limit 1`,
	);
	const list = (input: object) =>
		`/api/trpc/feeds.list?input=${encodeURIComponent(JSON.stringify(wire.serialize(input)))}`;
	const paths: [string, string][] = [
		['Latest', list({ mode: 'latest' })],
		['Following', list({ mode: 'following' })],
		...(['day', 'week', 'month', 'all'] as const).map((window): [string, string] => [
			`Top, ${window}`,
			list({ mode: 'top', window }),
		]),
		['For you', list({ mode: 'for_you' })],
		['Post page', `/p/${rows[0]?.id}`],
	];
	const figures: Figures = new Map();
	// In turns, the least of each: what else the machine does makes the same work dearer, never cheaper.
	for (let round = 0; round < ROUNDS; round++)
		for (const [what, path] of paths) {
			const cpu = await requestCpu(server, place, { path, cookie });
			figures.set(what, Math.min(cpu, figures.get(what) ?? Infinity));
		}
	return figures;
}

/** Posts number `from` to `to`, back in time; the newest are answered, and the reader follows some of their authors. */
async function fill(owner: pg.Pool, schema: string, from: number, to: number): Promise<void> {
	if (from === 0) {
		await owner.query(`delete from ${schema}.posts`);
		await owner.query(`delete from ${schema}.reactions`);
	}
	for (let start = from; start < to; start += BATCH)
		await owner.query(
			`insert into ${schema}.posts
				(id, space_id, author_id, title, body, excerpt, search, status, comment_count, reaction_count,
				created_at, last_activity_at)
			select gen_random_uuid(), spaces.ids[1 + n % array_length(spaces.ids, 1)],
				authors.ids[1 + abs(hashint4(n) % array_length(authors.ids, 1))], 'Post ' || n,
				'{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Words"}]}]}',
				'Words', to_tsvector('english', 'Post ' || n), 'published', (n * 31) % 23, (n * 17) % 41,
				now() - n * interval '${MINUTES_APART} minutes', now() - n * interval '${MINUTES_APART} minutes'
			from generate_series($1::int, $2::int) as n,
				(select array_agg(id order by slug) as ids from ${schema}.spaces where visibility = 'public') as spaces,
				(select array_agg(id order by handle) as ids from ${schema}.members where status = 'active') as authors`,
			[start + 1, Math.min(start + BATCH, to)],
		);
	if (from === 0) await answer(owner, schema);
	await owner.query(
		`insert into ${schema}.post_scores (post_id, space_id, day, score)
		select id, space_id, (created_at at time zone 'UTC')::date, 2 * comment_count + reaction_count
		from ${schema}.posts where comment_count + reaction_count > 0 on conflict do nothing`,
	);
	await owner.query(`vacuum analyze ${schema}.posts, ${schema}.post_scores, ${schema}.comments`);
	await owner.query('checkpoint');
}

async function answer(owner: pg.Pool, schema: string): Promise<void> {
	await owner.query(
		`insert into ${schema}.comments
			(id, post_id, space_id, depth, author_id, body, excerpt, status, created_at)
		select gen_random_uuid(), posts.id, posts.space_id, 0, posts.author_id, posts.body, 'Words', 'published', now()
		from (select * from ${schema}.posts order by created_at desc limit 500) as posts,
			generate_series(1, posts.comment_count)`,
	);
	await owner.query(
		`insert into ${schema}.reactions (subject_id, member_id, emoji, subject_kind)
		select posts.id, members.id, '👍', 'post'
		from ${schema}.posts, (select id from ${schema}.members limit 10) as members`,
	);
	await owner.query(`vacuum analyze ${schema}.reactions`);
}
