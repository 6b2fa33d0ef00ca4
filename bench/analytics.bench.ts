import type pg from 'pg';
import { setTimeout } from 'node:timers/promises';
import { wire } from '@kith/kernel/wire';
import { DEMO, demoSchema, signIn } from './demo.ts';
import { send } from './load.ts';
import { childrenOf, cpuOf, printTable, row, type Row } from './measure.ts';
import { openPlace, type BenchPlace } from './place.ts';
import { requestCpu } from './request-cpu.ts';
import { startServer, type BenchServer } from './server.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const BATCH = 10_000;
const MEMBERS = 5000;
const HOME = '/api/trpc/analytics.home';

type Stage = { place: BenchPlace; server: BenchServer; cookie: string; schema: string };

/** What it costs to count what members do, and to look at it, in a community with a million facts. */
export async function bench(): Promise<void> {
	const place = await openPlace();
	try {
		const server = await startServer(place);
		try {
			const cookie = await signIn(server);
			const stage = { place, server, cookie, schema: await demoSchema(place.owner) };
			printTable('Analytics', await measure(stage));
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

async function measure(stage: Stage): Promise<Row[]> {
	const { place, server, cookie } = stage;
	await send(
		server.port,
		{ slug: DEMO, path: '/api/trpc/analytics.start', cookie },
		{ body: '{}' },
	);
	await countAll(stage);
	const first = await costOf(stage, FEW);
	const many = await costOf(stage, MANY - FEW);
	const last = await costOf(stage, FEW);
	await place.owner.query(
		`vacuum analyze ${stage.schema}.analytics_days, ${stage.schema}.analytics_counts, ${stage.schema}.analytics_members`,
	);
	const home = (days: number) => requestCpu(server, place, { path: asked(HOME, { days }), cookie });
	const rate = (MANY - FEW) / many.seconds;
	return [
		{
			...row('events counted per second, up to a million', rate, ''),
			...{ target: '>= 2000', met: rate >= 2000 },
		},
		row('CPU per event, the first ten thousand (the baseline)', first.cpu, 'ms'),
		row('CPU per event, a million', many.cpu, 'ms', { ratio: [many.cpu / first.cpu, 'baseline'] }),
		row('CPU per event, ten thousand after a million', last.cpu, 'ms', {
			ratio: [last.cpu / first.cpu, 'baseline'],
		}),
		row('Home of 7 days, a million events: database CPU, median', await home(7), 'ms', {
			most: 50,
		}),
		row('Home of 28 days: database CPU, median', await home(28), 'ms', { most: 50 }),
		row('Home of 365 days: database CPU, median', await home(365), 'ms'),
	];
}

const asked = (path: string, input: object) =>
	`${path}?input=${encodeURIComponent(JSON.stringify(wire.serialize(input)))}`;

/** Writes facts, has them counted, and says what that took: CPU of the database and the server for each, and time. */
async function costOf(stage: Stage, events: number): Promise<{ cpu: number; seconds: number }> {
	await fill(stage, events);
	const { place, server } = stage;
	const used = () =>
		[server.pid, ...childrenOf(place.postmaster())].reduce((sum, pid) => sum + cpuOf(pid), 0);
	const [before, started] = [used(), performance.now()];
	await countAll(stage);
	return { cpu: (used() - before) / events, seconds: (performance.now() - started) / 1000 };
}

/** Looks at the numbers until all is counted: the page counts some, its job the rest. */
async function countAll({ place, server, cookie, schema }: Stage): Promise<void> {
	const { owner } = place;
	await owner.query(`update ${schema}.analytics_state set looked_at = 'epoch', is_whole = false`);
	const { status, body } = await send(server.port, { slug: DEMO, path: asked(HOME, {}), cookie });
	if (status !== 200) throw new Error(`analytics.home was answered ${status}: ${body}`);
	for (;;) {
		const { rows } = await owner.query<{ whole: boolean }>(
			`select is_whole as whole from ${schema}.analytics_state`,
		);
		if (rows[0]?.whole) return;
		await setTimeout(50);
	}
}

/** What members did over a year, mostly coming by. */
async function fill({ place: { owner }, schema }: Stage, events: number): Promise<void> {
	for (let start = 0; start < events; start += BATCH) await insert(owner, schema.slice(2));
	await owner.query('analyze streams.activity');
}

const insert = (owner: pg.Pool, communityId: string) =>
	owner.query(
		`insert into streams.activity
			(community_id, at, id, kind, source, has_consent, member_id, space_id, details)
		select $1, now() - random() * interval '365 days', gen_random_uuid(), did.kind,
			case when n % 20 = 0 then 'staff' else 'member' end, true,
			md5('member ' || floor(power(random(), 2) * $3)::int)::uuid,
			case when did.kind in ('post', 'comment', 'reaction') then md5('space ' || n % 12)::uuid end,
			case when did.kind = 'comment' and n % 3 > 0 then '{"answers":"member"}'::jsonb else '{}' end
		from generate_series(1, $2::int) as n, lateral (select (array['visit', 'visit', 'visit', 'visit',
			'visit', 'reaction', 'reaction', 'comment', 'comment', 'post'])[1 + n % 10] as kind) as did`,
		[communityId, BATCH, MEMBERS],
	);
