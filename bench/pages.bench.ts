import { weigh } from './browser.ts';
import { load, send, zipf, type LoadFigures, type Target } from './load.ts';
import { printTable, quantile, row, timeEach, type Row } from './measure.ts';
import { DEMO, signIn } from './demo.ts';
import { openPlace, type BenchPlace } from './place.ts';
import { startServer, type BenchServer } from './server.ts';
import type { Settings } from './settings.ts';

const PRELOAD = {
	shared_preload_libraries: 'pg_stat_statements',
	'pg_stat_statements.max': '10000',
};
const BRIEFLY = { seconds: 6, clients: 4 };

/** What the member site's pages cost the server, the database and the browser. */
export async function bench({ full }: Settings): Promise<void> {
	const communities = full ? 2000 : 200;
	const place = await openPlace(PRELOAD);
	try {
		await place.owner.query('create extension pg_stat_statements with schema ext');
		await place.fill(communities);
		const server = await startServer(place);
		try {
			printTable('Pages', await pageRows(server, place));
			printTable('Many communities', await zipfRows(server, place, communities));
			printTable('In the browser', await browserRows(server));
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

async function pageRows(server: BenchServer, place: BenchPlace): Promise<Row[]> {
	const select = quantile(await timeEach(300, () => place.owner.query('select 1')), 0.5);
	const cookie = await signIn(server);
	const post = await aPost(server);
	const targets: [string, Target][] = [
		['sign-in page (bare page)', { slug: DEMO, path: '/sign-in' }],
		['feed, visitor', { slug: DEMO, path: '/' }],
		['feed, member', { slug: DEMO, path: '/', cookie }],
		['post, visitor', { slug: DEMO, path: post }],
		['post, member', { slug: DEMO, path: post, cookie }],
	];
	const floor = await load(server, place, () => ({ slug: '', path: '/livez' }), BRIEFLY);
	const rows = [row('select 1 (baseline), p50', select, 'ms'), ...rowsOf('/livez', floor, floor)];
	let bare = floor;
	for (const [what, target] of targets) {
		const figures = await load(server, place, () => target, BRIEFLY);
		if (target.path === '/sign-in') bare = figures;
		rows.push(...rowsOf(what, figures, bare));
		const statements = await statementsOf(server, place, target);
		const most = target.path === '/sign-in' ? {} : { most: 6 };
		rows.push(row(`${what}: SQL statements`, statements, '', most));
	}
	return rows;
}

function rowsOf(what: string, figures: LoadFigures, bare: LoadFigures): Row[] {
	const against = (value: number, base: number): [number, string] => [value / base, 'bare page'];
	return [
		row(`${what}: answers per second`, figures.perSecond, '/s', {
			ratio: against(figures.perSecond, bare.perSecond),
		}),
		row(`${what}: p50`, figures.p50, 'ms', { ratio: against(figures.p50, bare.p50) }),
		row(`${what}: p99`, figures.p99, 'ms'),
		row(`${what}: server CPU`, figures.serverCpu, 'ms', {
			ratio: against(figures.serverCpu, bare.serverCpu),
		}),
		row(`${what}: database CPU`, figures.databaseCpu, 'ms'),
	];
}

/** Statements of the app's role for one request of a page that is asked for again and again. */
async function statementsOf(
	server: BenchServer,
	{ owner }: BenchPlace,
	target: Target,
): Promise<number> {
	const requests = 20;
	const total = async () => {
		const { rows } = await owner.query<{ calls: number }>(
			`select coalesce(sum(calls), 0)::int as calls from ext.pg_stat_statements
			where userid = 'kith_app'::regrole`,
		);
		return rows[0]?.calls ?? 0;
	};
	await send(server.port, target);
	const before = await total();
	for (let sent = 0; sent < requests; sent++) await send(server.port, target);
	return ((await total()) - before) / requests;
}

async function zipfRows(
	server: BenchServer,
	place: BenchPlace,
	communities: number,
): Promise<Row[]> {
	const slugOf = (number: number) => `load-${String(number + 1).padStart(5, '0')}`;
	const draw = zipf(communities);
	const long = { ...BRIEFLY, seconds: 15 };
	const one = await load(server, place, () => ({ slug: slugOf(0), path: '/' }), long);
	// The caches of the running product are warm: so are those of the bench when it counts.
	await load(server, place, () => ({ slug: slugOf(draw()), path: '/' }), long);
	const many = await load(server, place, () => ({ slug: slugOf(draw()), path: '/' }), long);
	const ratio = many.databaseCpu / one.databaseCpu;
	return [
		row('feed of one community: database CPU', one.databaseCpu, 'ms'),
		row(`feed, Zipf over ${communities}: database CPU`, many.databaseCpu, 'ms'),
		row(`database CPU, ${communities} against one`, ratio, 'x', { most: 2 }),
		row('server CPU, the same', many.serverCpu / one.serverCpu, 'x'),
		row(`feed, Zipf over ${communities}: p99`, many.p99, 'ms', {
			ratio: [many.p99 / one.p99, 'one community'],
		}),
	];
}

async function browserRows(server: BenchServer): Promise<Row[]> {
	const origin = `http://${DEMO}.localhost:${server.port}`;
	const bare = await weigh(`${origin}/sign-in`);
	const rows: Row[] = [];
	for (const [what, path] of [
		['sign-in page (bare page)', '/sign-in'],
		['feed', '/'],
		['post', await aPost(server)],
	] as const) {
		const { scriptBytes, bytes, requests } = await weigh(`${origin}${path}`);
		const ratio: [number, string] = [scriptBytes / bare.scriptBytes, 'bare page'];
		rows.push(row(`${what}: scripts, gzipped`, scriptBytes / 1024, 'KB', { ratio }));
		rows.push(row(`${what}: everything, gzipped`, bytes / 1024, 'KB'));
		rows.push(row(`${what}: requests`, requests, ''));
	}
	return rows;
}

async function aPost(server: BenchServer): Promise<string> {
	const { body } = await send(server.port, { slug: DEMO, path: '/' });
	const href = /href="[^"]*?(\/p\/[0-9a-f-]{36}\/[^"#?]*)/.exec(body)?.[1];
	if (!href) throw new Error('the feed names no post');
	return href;
}
