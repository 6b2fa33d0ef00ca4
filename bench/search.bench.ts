import { DEMO, demoSchema, signIn } from './demo.ts';
import { send } from './load.ts';
import { childrenOf, cpuOf, printTable, quantile, row, timeEach, type Row } from './measure.ts';
import { openPlace, type BenchPlace } from './place.ts';
import { fill } from './search-posts.ts';
import { byTag, mixed, tagPages } from './search-texts.ts';
import { startServer, type BenchServer } from './server.ts';

/** So many of the dearest searches are asked for again. */
const DEAREST = 5;

/** What a search costs in a community of a hundred thousand posts. */
export async function bench(): Promise<void> {
	const place = await openPlace();
	try {
		const { rows: people } = await onServer(place, async () => {
			const schema = await demoSchema(place.owner);
			return place.owner.query<{ handle: string }>(
				`select handle from ${schema}.members order by id limit 7`,
			);
		});
		const texts = mixed(people.map(({ handle }) => handle));
		const few = await onServer(place, (measure) =>
			measure({ where: 'in the demo as it is', paths: searches(texts) }),
		);
		await fill(place.owner);
		// Started anew, it knows the languages that were written in.
		const rows = await onServer(place, async (measure) => {
			const [where, most] = ['in 100,000 posts', 40];
			const many = await measure({ where, paths: searches(texts), most });
			const tagged = await measure({ where: `by tag ${where}`, paths: searches(byTag()), most });
			const pages = await measure({ where: `a tag's page ${where}`, paths: tagPages(), most });
			return [...many, ...tagged, ...pages];
		});
		printTable('Search', [...few, ...rows]);
	} finally {
		await place.close();
	}
}

type Measure = (asked: Asked) => Promise<Row[]>;

async function onServer<T>(place: BenchPlace, use: (measure: Measure) => Promise<T>): Promise<T> {
	const server = await startServer(place);
	try {
		const cookie = await signIn(server);
		return await use((asked) => searchRows(server, place, cookie, asked));
	} finally {
		await server.stop();
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
	const ask = async (path: string) => {
		const before = databaseCpu();
		const started = performance.now();
		const { status } = await send(server.port, { slug: DEMO, path, cookie });
		if (status !== 200) throw new Error(`"${path}" was answered ${status}`);
		return { path, took: performance.now() - started, cpu: databaseCpu() - before };
	};
	const answers: Awaited<ReturnType<typeof ask>>[] = [];
	for (const path of paths) answers.push(await ask(path));
	const cpu = answers.map((one) => one.cpu);
	const took = answers.map((one) => one.took);
	// Once, anything may have come in between: what is the dearest is asked for again.
	const dearest: { path: string; cpu: number }[] = [];
	for (const { path } of answers.toSorted((one, other) => other.cpu - one.cpu).slice(0, DEAREST)) {
		const again = [await ask(path), await ask(path), await ask(path)];
		dearest.push({
			path,
			cpu: quantile(
				again.map((one) => one.cpu),
				0.5,
			),
		});
	}
	dearest.sort((one, other) => other.cpu - one.cpu);
	const half = quantile(took, 0.5);
	return [
		row(`${where}: database CPU, median`, quantile(cpu, 0.5), 'ms', most ? { most } : {}),
		row(`${where}: database CPU, p95`, quantile(cpu, 0.95), 'ms'),
		row(`${where}: page, p50`, half, 'ms', { ratio: [half / select, 'select 1'] }),
		row(`${where}: page, p95`, quantile(took, 0.95), 'ms'),
		...dearest.map((one) => row(`${where}: ${decodeURIComponent(one.path)}`, one.cpu, 'ms')),
	];
}

const searches = (texts: readonly string[]) =>
	texts.map((text) => `/search?q=${encodeURIComponent(text)}`);
