import { expect, test } from 'vitest';
import { runTool, scratchRepository } from './scratch.ts';

type Report = { diagnostics: { code?: string; filename: string; message: string }[] };

/** The rules that the repository's own oxlint config reports for each file. */
function lint(files: Record<string, string>): Record<string, string[]> {
	using scratch = scratchRepository(['oxlint.config.ts'], files);
	const paths = Object.keys(files);
	const printed = runTool(scratch.folder, 'oxlint/bin/oxlint', ['-f', 'json', ...paths]);
	const found: Record<string, string[]> = Object.fromEntries(paths.map((path) => [path, []]));
	for (const { code, filename } of (JSON.parse(printed) as Report).diagnostics)
		(found[filename] ??= []).push(code?.replace(/^(.*)\((.*)\)$/, '$1/$2') ?? 'syntax');
	return found;
}

const DOMAIN = 'packages/domains/src/polls';
const CTX = 'import type { Ctx } from "./polls.schema.ts";\n';

test('a verb that never authorizes is found, one that does is not', () => {
	const found = lint({
		[`${DOMAIN}/close-poll.ts`]: `${CTX}export async function closePoll(ctx: Ctx) { await ctx.db(); }`,
		[`${DOMAIN}/open-poll.ts`]: `${CTX}export const openPoll = async (ctx: Ctx) => { await ctx.db(); };`,
		[`${DOMAIN}/hide-poll.ts`]: `${CTX}export function hidePoll(ctx: Ctx) { return ctx.transaction(async (tx) => tx.go()); }`,
		[`${DOMAIN}/cast-vote.ts`]: `${CTX}export async function castVote(ctx: Ctx) { return ctx.transaction(async (tx) => { ctx.authorize('vote', tx); }); }`,
		[`${DOMAIN}/edit-poll.ts`]: `import { authorize } from './x.ts';\n${CTX}export async function editPoll(ctx: Ctx) { await authorize(ctx, 'edit'); }`,
		[`${DOMAIN}/polls.queries.ts`]: `${CTX}export async function pollById(ctx: Ctx) { await ctx.db(); }`,
		[`${DOMAIN}/tally.ts`]: 'export async function tally(votes: number[]) { return votes.length; }',
		[`${DOMAIN}/index.ts`]: `${CTX}export async function door(ctx: Ctx) { await ctx.db(); }`,
		'packages/domains/src/registry.ts': `${CTX}export async function run(ctx: Ctx) { await ctx.db(); }`,
	});
	const rule = 'house/verbs-authorize';
	expect(found[`${DOMAIN}/close-poll.ts`]).toEqual([rule]);
	expect(found[`${DOMAIN}/open-poll.ts`]).toEqual([rule]);
	expect(found[`${DOMAIN}/hide-poll.ts`]).toEqual([rule]);
	for (const name of ['cast-vote', 'edit-poll', 'polls.queries', 'tally', 'index'])
		expect(found[`${DOMAIN}/${name}.ts`], name).toEqual([]);
	expect(found['packages/domains/src/registry.ts']).toEqual([]);
});

test('a comment excuses a verb only directly above it and only with a reason', () => {
	const verb = 'export async function joinPoll(ctx: Ctx) { await ctx.db(); }';
	const found = lint({
		[`${DOMAIN}/a.ts`]: `${CTX}// authorize: anyone may ask to join\n${verb}`,
		[`${DOMAIN}/b.ts`]: `${CTX}// authorize:\n${verb}`,
		[`${DOMAIN}/c.ts`]: `// authorize: anyone may ask to join\n${CTX}${verb}`,
		[`${DOMAIN}/d.ts`]: `${CTX}// authorize: anyone may ask to join\n/** Joins. */\n${verb}`,
	});
	const count = ['a', 'b', 'c', 'd'].map((name) => found[`${DOMAIN}/${name}.ts`]?.length);
	expect(count).toEqual([0, 1, 1, 0]);
});

test('sql that bypasses the schema guard is found outside packages/db only', () => {
	const raw = "import { sql } from 'kysely';\nexport const one = sql.raw('select 1');\n";
	const found = lint({
		[`${DOMAIN}/polls.queries.ts`]: raw,
		[`${DOMAIN}/votes.queries.ts`]:
			"import { sql as s } from 'kysely';\nexport const t = s['table']('polls');\n",
		[`${DOMAIN}/takes.queries.ts`]:
			"import { sql } from 'kysely';\nconst { ref } = sql;\nexport const r = ref('a');\n",
		[`${DOMAIN}/good.queries.ts`]:
			"import { sql } from 'kysely';\nexport const n = (id: string) => sql`lower(${id})`;\n",
		'packages/db/src/schema-guard.ts': raw,
	});
	expect(found[`${DOMAIN}/polls.queries.ts`]).toEqual(['house/no-raw-sql']);
	expect(found[`${DOMAIN}/votes.queries.ts`]).toEqual(['house/no-raw-sql']);
	expect(found[`${DOMAIN}/takes.queries.ts`]).toContain('house/no-raw-sql');
	expect(found[`${DOMAIN}/good.queries.ts`]).toEqual([]);
	expect(found['packages/db/src/schema-guard.ts']).toEqual([]);
});

test('a file name that says nothing is found', () => {
	const text = 'export const one = 1;\n';
	const bad = [
		'utils',
		'date-utils',
		'polls.types',
		'helpers',
		'common',
		'misc',
		'manager',
		'constants',
	];
	const good = ['money', 'event-types', 'commonplace'];
	const path = (name: string) => `packages/kernel/src/${name}.ts`;
	const found = lint({
		...Object.fromEntries([...bad, ...good].map((name) => [path(name), text])),
		'packages/kernel/src/utils/money.ts': text,
	});
	for (const name of bad) expect(found[path(name)], name).toEqual(['house/banned-file-names']);
	for (const name of good) expect(found[path(name)], name).toEqual([]);
	expect(found[path('utils/money')]).toEqual(['house/banned-file-names']);
});

test('the environment, the clock and chance are read in the kernel only', () => {
	const text = [
		'export const all = [process.env.HOME, Date.now(), Date(), new Date(), Math.random()];',
		'export const { env } = process;',
		'export const fine = [process.pid, new Date(0), Math.max(1, 2)];',
	].join('\n');
	const found = lint({
		'packages/domains/src/polls/tally.ts': text,
		'apps/server/src/main.ts':
			'export const home = process.env.HOME;\nexport const at = Date.now();\n',
		'packages/db/src/shadow.ts': 'export const f = (Date: { now(): number }) => Date.now();\n',
		'packages/db/src/clock.test.ts': text,
		'packages/kernel/src/clock.ts': text,
	});
	expect(found['packages/domains/src/polls/tally.ts']).toEqual(Array(6).fill('house/no-ambient'));
	expect(found['apps/server/src/main.ts']).toEqual(['house/no-ambient']);
	expect(found['packages/db/src/shadow.ts']).toEqual([]);
	expect(found['packages/db/src/clock.test.ts']).toEqual([]);
	expect(found['packages/kernel/src/clock.ts']).toEqual([]);
});

test('kysely at run time, the icon barrel, console and default exports stay in their places', () => {
	const kysely = "import { sql } from 'kysely';\nexport const one = sql`1`;\n";
	const found = lint({
		[`${DOMAIN}/close-poll.ts`]: kysely,
		[`${DOMAIN}/typed.ts`]:
			"import type { Kysely } from 'kysely';\nexport type Db = Kysely<{ a: number }>;\n",
		[`${DOMAIN}/polls.queries.ts`]: kysely,
		'packages/domains/src/permissions/accessible.ts': kysely,
		'apps/studio/src/lib/icons.ts':
			"import { Bell } from '@lucide/svelte';\nexport const icon = Bell;\n",
		'apps/server/src/http.ts': "console.log('x');\nexport default 1;\n",
		'apps/server/src/ops.ts': "console.log('x');\n",
		'apps/studio/vite.config.ts': 'export default {};\n',
		'apps/studio/src/routes/+page.server.ts': 'export const load = () => ({});\n',
		'packages/db/migrations/platform/0001-start.ts': 'export const name = 1;\n',
	});
	expect(found[`${DOMAIN}/close-poll.ts`]).toEqual(['eslint/no-restricted-imports']);
	expect(found['apps/studio/src/lib/icons.ts']).toEqual(['eslint/no-restricted-imports']);
	expect(found['apps/server/src/http.ts']?.toSorted()).toEqual([
		'eslint/no-console',
		'import/no-default-export',
	]);
	const clean = Object.entries(found).filter(([, rules]) => rules.length === 0);
	expect(clean).toHaveLength(7);
});

test('a page that hides where its forms come from is found', () => {
	const load = (policy: string) =>
		`export const load = ({ setHeaders }: Ctx) => setHeaders({ 'referrer-policy': '${policy}' });\n`;
	const found = lint({
		'apps/studio/src/routes/gift/+page.server.ts': `${CTX}${load('no-referrer')}`,
		'apps/studio/src/routes/desk/+page.server.ts': `${CTX}${load('same-origin')}`,
		'apps/server/src/closed-page.ts': "export const policy = 'no-referrer';\n",
	});
	expect(Object.values(found)).toEqual([['house/routes-tell-their-origin'], [], []]);
});
