import type pg from 'pg';
import { DEMO, demoSchema, signIn } from './demo.ts';
import { send } from './load.ts';
import { printTable, quantile, row, timeEach, type Row } from './measure.ts';
import { openPlace } from './place.ts';
import { requestCpu } from './request-cpu.ts';
import { startServer } from './server.ts';

const MEMBERS = 50_000;
const MOST_MS = 200;
const TIMES = 40;

/** What the directory of fifty thousand members costs, by everything it can be asked. */
export async function bench(): Promise<void> {
	const place = await openPlace();
	try {
		const server = await startServer(place);
		try {
			const cookie = await signIn(server);
			const schema = await demoSchema(place.owner);
			const questions = await fill(place.owner, schema);
			const select = quantile(await timeEach(200, () => place.owner.query('select 1')), 0.5);
			const rows: Row[] = [];
			for (const [what, query] of questions) {
				const path = `/members${query}`;
				const took = await timeEach(TIMES, async () => {
					const { status } = await send(server.port, { slug: DEMO, path, cookie });
					if (status !== 200) throw new Error(`"${path}" was answered ${status}`);
				});
				const half = quantile(took, 0.5);
				const cpu = await requestCpu(server, place, { path, cookie });
				rows.push(
					row(`${what}: page, p50`, half, 'ms', { ratio: [half / select, 'select 1'] }),
					row(`${what}: page, p95`, quantile(took, 0.95), 'ms', { most: MOST_MS }),
					row(`${what}: database CPU, median`, cpu, 'ms'),
				);
			}
			printTable(`Directory of ${MEMBERS.toLocaleString('en')} members`, rows);
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

type Field = { id: string; kind: string; options: { id: string }[] };

/** Members with a town of two hundred, one of the berths and some of the languages; the n-th option in 1 of n. */
async function fill(owner: pg.Pool, schema: string): Promise<[string, string][]> {
	const { rows } = await owner.query<{ value: Field[] }>(
		`select value from ${schema}.settings where key = 'fields'`,
	);
	const fields = rows[0]?.value ?? [];
	const of = (kind: string) => fields.find((field) => field.kind === kind);
	const [town, one, many] = [of('location'), of('select'), of('multi_select')];
	if (!town || !one || !many) throw new Error('the demo has other fields');
	const ids = ({ options }: Field) => options.map(({ id }) => id);
	await owner.query(
		`insert into ${schema}.members
			(id, handle, name, bio, status, joined_at, last_seen_at, active_on, fields, field_keys)
		select gen_random_uuid(), 'bench-' || n, 'Member ' || md5(n::text), 'Words', 'active',
			now() - n * interval '20 minutes', now() - n * interval '5 minutes',
			(now() - n * interval '5 minutes')::date,
			jsonb_build_object($1::text, array['Town ' || n % 200], $2::text, array[berth],
				$3::text, array[tongue]),
			array[$1, $1 || ':town', $1 || ':' || n % 200, $2, $2 || ':' || berth, $3, $3 || ':' || tongue]
		from generate_series(1, ${MEMBERS}) as n,
			lateral (select ($4::text[])[1 + n % array_length($4::text[], 1)] as berth) as a,
			lateral (select ($5::text[])[1 + (n % (1 + n % array_length($5::text[], 1)))] as tongue) as b`,
		[town.id, one.id, many.id, ids(one), ids(many)],
	);
	await owner.query(`vacuum analyze ${schema}.members`);
	const [common = ''] = ids(many);
	const rare = ids(many).at(-1) ?? '';
	const [berth = ''] = ids(one);
	const far = Buffer.from(JSON.stringify(['member 8', NO_ID])).toString('base64url');
	return [
		['newest', ''],
		['by name', '?sort=name'],
		['by name, from the middle', `?sort=name&after=${far}`],
		['recently active', '?sort=active'],
		['text', '?search=member+ab12'],
		['text of two letters', '?search=ab'],
		['role', '?role=host'],
		['ordinary role', '?role=member'],
		['common option', `?f.${many.id}=${common}`],
		['rare option', `?f.${many.id}=${rare}`],
		['common option by name', `?f.${many.id}=${common}&sort=name`],
		['town', `?f.${town.id}=town+7`],
		['nobody', `?f.${town.id}=nowhere`],
		['option, town, text, by name', `?f.${one.id}=${berth}&f.${town.id}=8&search=a&sort=name`],
	];
}

const NO_ID = '00000000-0000-4000-8000-000000000000';
