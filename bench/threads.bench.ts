import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { demoSchema, MEMBER, signIn } from './demo.ts';
import { printTable, row, type Row } from './measure.ts';
import { openPlace, type BenchPlace } from './place.ts';
import { requestCpu } from './request-cpu.ts';
import { startServer, type BenchServer } from './server.ts';

const SHORT = 20;
const LONG = 2000;
/** How much of a thread its reader has read. */
const READ = 0.6;
const MOST_RATIO = 1.5;

/** Whom the comment number `n` answers, from 1. */
const PARENTS = {
	flat: 'null::int',
	'one root': 'case when n > 1 then 1 end',
	'each answers the last': 'case when n > 1 then n - 1 end',
} as const;
type Shape = keyof typeof PARENTS;

/** What opening a thread at the first new comment costs the database, a long thread against a short one. */
export async function bench(): Promise<void> {
	const place = await openPlace();
	try {
		const server = await startServer(place);
		try {
			const cookie = await signIn(server);
			const schema = await demoSchema(place.owner);
			await write(place.owner, schema, 'flat', LONG * 20);
			const rows: Row[] = [];
			for (const shape of Object.keys(PARENTS) as Shape[])
				rows.push(...(await compare(server, place, { schema, cookie, shape })));
			printTable('Threads', rows);
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

type Threads = { schema: string; cookie: string; shape: Shape };

async function compare(
	server: BenchServer,
	place: BenchPlace,
	{ schema, cookie, shape }: Threads,
): Promise<Row[]> {
	const cpu: number[] = [];
	for (const length of [SHORT, LONG]) {
		const path = await write(place.owner, schema, shape, length);
		cpu.push(await requestCpu(server, place, { path, cookie }));
	}
	const [short = Number.NaN, long = Number.NaN] = cpu;
	const ratio = long / short;
	return [
		row(`${shape}, ${SHORT} comments: database CPU of the page, median`, short, 'ms'),
		{
			...row(`${shape}, ${LONG} comments`, long, 'ms', { ratio: [ratio, `${SHORT} comments`] }),
			...{ target: `<= ${MOST_RATIO}x`, met: ratio <= MOST_RATIO },
		},
	];
}

/** Writes a thread that the demo's member has read a part of; the address of the page at the first new comment. */
async function write(
	owner: pg.Pool,
	schema: string,
	shape: Shape,
	length: number,
): Promise<string> {
	const { rows } = await owner.query<{ id: string }>(
		`insert into ${schema}.posts
			(id, space_id, author_id, title, body, excerpt, search, status, comment_count, created_at, last_activity_at)
		select gen_random_uuid(), space_id, author_id, 'Long', body, excerpt, search, 'published', $1::int, now(), now()
		from ${schema}.posts where status = 'published' and kind = 'discussion' order by id limit 1
		returning id`,
		[length],
	);
	const postId = rows[0]?.id;
	const ids = Array.from({ length }, () => randomUUID());
	await owner.query(
		`insert into ${schema}.comments
			(id, post_id, space_id, parent_id, root_id, depth, author_id, body, excerpt, status, created_at)
		select ($1::uuid[])[n], posts.id, posts.space_id, ($1::uuid[])[parent],
			case when parent is not null then ($1::uuid[])[1] end, case when parent is null then 0 else 1 end,
			posts.author_id, posts.body, 'Words', 'published', now() - interval '2 days' + n * interval '1 second'
		from (select n, ${PARENTS[shape]} as parent from generate_series(1, $3::int) as n) as line, ${schema}.posts
		where posts.id = $2`,
		[ids, postId, length],
	);
	const last = Math.floor(length * READ);
	await owner.query(
		`insert into ${schema}.comment_reads (member_id, post_id, last_at, last_id)
		select members.id, comments.post_id, comments.created_at, comments.id
		from ${schema}.comments, ${schema}.members join ${schema}.auth_users as users on users.id = members.user_id
		where comments.id = $1 and users.email = $2`,
		[ids[last - 1], MEMBER.email],
	);
	await owner.query(`vacuum analyze ${schema}.comments, ${schema}.posts, ${schema}.comment_reads`);
	return `/p/${postId}?comment=${ids[last]}`;
}
