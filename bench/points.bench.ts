import { randomInt } from 'node:crypto';
import type { OutboxEvent } from '@kith/db/outbox';
import type { Condition, RuleDefinition } from '@kith/domains/gamification/schema';
import { NO_LIMITS } from '@kith/domains/gamification/schema';
import { newId } from '@kith/kernel/ids';
import { openTestServer } from '@kith/testing/global-setup';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, ruleOf, type Points } from '@kith/testing/test-points';
import { printTable, row, timeOnce, type Row } from './measure.ts';
import type { Settings } from './settings.ts';

/** What members did, by kind; together so many deeds. */
const SOME = { members: 200, posts: 200, comments: 800, reactions: 1500 };
const FULL = { members: 5000, posts: 10_000, comments: 30_000, reactions: 60_000 };
type Size = typeof SOME;

const REPLAYS = 3;
/** So many a rule is tried out over, and so many rules together. */
const DEEDS = 100_000;
const RULES = 30;
/** Of what was written so much is deleted. */
const GONE = 0.05;

/**
 * What it costs to count points, and whether it always comes to the same: told of in any order, three times, and counted
 * anew from nothing. Then a rule and a whole set of them are tried out over all of it, and rules that mean harm are refused.
 */
export async function bench({ full }: Settings): Promise<void> {
	const server = await openTestServer();
	try {
		const installation = await createTestInstallation(server.url);
		try {
			const points = await openPoints(installation);
			const size = full ? FULL : SOME;
			printTable('Points', [
				...(await measureCounting(installation, points, size)),
				...(await measureTrial(installation, points, size)),
				...(await measureRefusals(points)),
			]);
		} finally {
			await installation.close();
		}
	} finally {
		await server.close();
	}
}

async function measureCounting(
	installation: TestInstallation,
	points: Points,
	size: Size,
): Promise<Row[]> {
	await rules(points);
	const told = await fill(installation, points, size);
	const slices = Math.max(1, Math.floor(told.length / 10));
	const inOrder = shuffled(told);
	const first = await timeOnce(() => points.deliver(inOrder.slice(0, slices)));
	await points.deliver(inOrder.slice(slices, -slices));
	const last = await timeOnce(() => points.deliver(inOrder.slice(-slices)));
	const gone = await remove(installation, points, size);
	await points.deliver(gone);
	const books = JSON.stringify(await points.books());
	let different = 0;
	const note = async () => {
		if (JSON.stringify(await points.books()) !== books) different += 1;
	};
	for (let replay = 0; replay < REPLAYS; replay++) {
		await points.deliver(shuffled([...told, ...gone]));
		await note();
	}
	const again = await timeOnce(points.recount);
	await note();
	for (const table of ['badgeGrants', 'pointEntries', 'scoreDays', 'scores', 'deeds'] as const)
		await points.here.db.deleteFrom(table).execute();
	const anew = await timeOnce(points.recount);
	await note();
	return [
		row('events told', told.length + gone.length, ''),
		row(`replays, recounts and counts from nothing that came to something else`, different, '', {
			most: 0,
		}),
		row('an event, the first tenth', first / slices, 'ms'),
		row('an event, the last tenth', last / slices, 'ms', { ratio: [last / first, 'the first'] }),
		row('counting anew where nothing is missing', again / 1000, 's'),
		row('counting everything from nothing', anew / 1000, 's'),
	];
}

/** Rules of every kind: limits of all spans, conditions that count, a first time, days in a row, a badge. */
async function rules(points: Points): Promise<void> {
	const badgeId = newId();
	const { gamification } = await points.as(points.founder);
	await gamification.saveBadge({
		...{ id: badgeId, version: null, name: 'Busy', description: '', icon: '🐝', tone: 'gold' },
		...{ mostGiven: null, lastsDays: null },
	});
	const when = { is: 'count', of: 'comment', as: 'doer', days: 30, atLeast: 3 } as const;
	for (const definition of [
		ruleOf({ most: { ...NO_LIMITS, day: 2 } }),
		ruleOf({ points: 50, when: { is: 'first' } }),
		ruleOf({ on: 'comment', points: 3, most: { ...NO_LIMITS, hour: 2 } }),
		ruleOf({ on: 'comment', to: 'other', points: 2, restMinutes: 45 }),
		ruleOf({ on: 'reaction', to: 'other', points: 1, most: { ...NO_LIMITS, pairDay: 1 } }),
		ruleOf({ on: 'reaction', points: -1, when: { is: 'not', what: { is: 'streak', days: 2 } } }),
		ruleOf({ on: 'comment', points: 5, badgeId, when }),
	])
		await points.rule(definition, 365);
}

/** Writes what members did in the last weeks, and tells of it as the product does. */
async function fill(
	{ owner }: TestInstallation,
	{ here, spaceId }: Points,
	{ members, posts, comments, reactions }: Size,
): Promise<OutboxEvent[]> {
	const at = `c_${here.id}`;
	const member = id('member', `floor(power(random(), 2) * ${members})::int`);
	const post = id('post', `floor(power(random(), 2) * ${posts})::int`);
	const when = `now() - random() * interval '80 days'`;
	const text = `'{"type":"doc","content":[]}', ''`;
	await owner.query(`insert into ${at}.members (id, handle, name, status, joined_at)
		select ${id('member', 'n')}, 'mem-' || n, 'Member ' || n, 'active', now() - interval '90 days'
		from generate_series(0, ${members} - 1) as n`);
	await owner.query(
		`insert into ${at}.posts (id, space_id, author_id, title, body, excerpt, search, status, created_at, last_activity_at)
			select ${id('post', 'n')}, $1, ${member}, 'Post ' || n, ${text}, to_tsvector('simple', 'Post ' || n),
				'published', ${when}, now()
			from generate_series(0, ${posts} - 1) as n`,
		[spaceId],
	);
	await owner.query(
		`insert into ${at}.comments (id, post_id, space_id, author_id, body, excerpt, depth, status, created_at)
			select ${id('comment', 'n')}, ${post}, $1, ${member}, ${text}, 0, 'published', ${when}
			from generate_series(0, ${comments} - 1) as n`,
		[spaceId],
	);
	await owner.query(
		`insert into ${at}.reactions (subject_kind, subject_id, member_id, emoji, created_at)
			select 'post', ${post}, ${member}, '👍', ${when} from generate_series(1, ${reactions})
			on conflict do nothing`,
	);
	await owner.query(`analyze`);
	const told = await owner.query<Told>(`
		select 'posts.published' as type, jsonb_build_object('postId', id, 'spaceId', space_id) as payload
			from ${at}.posts where title like 'Post %'
		union all select 'comments.published', jsonb_build_object('commentId', id, 'postId', post_id,
			'spaceId', space_id) from ${at}.comments
		union all select 'reactions.added', jsonb_build_object('subjectKind', 'post', 'emoji', emoji,
			'subjectId', subject_id, 'postId', subject_id, 'spaceId', posts.space_id)
			from ${at}.reactions join ${at}.posts on posts.id = subject_id`);
	return told.rows.map((event) => asEvent(here.id, event));
}

/** Takes back some of what was written; what hangs on it goes, too. */
async function remove(
	{ owner }: TestInstallation,
	{ here }: Points,
	{ posts, comments }: Size,
): Promise<OutboxEvent[]> {
	const at = `c_${here.id}`;
	const gone = async (table: 'posts' | 'comments', most: number, payload: string) => {
		const { rows } = await owner.query<Told>(
			`update ${at}.${table} set status = 'deleted' where id in
				(select id from ${at}.${table} where status = 'published' order by random() limit $1)
				returning '${table}.removed' as type, jsonb_build_object('spaceId', space_id, ${payload}) as payload`,
			[Math.round(most)],
		);
		return rows.map((event) => asEvent(here.id, event));
	};
	return [
		...(await gone('posts', posts * GONE, `'postId', id`)),
		...(await gone('comments', comments * GONE, `'commentId', id, 'postId', post_id`)),
	];
}

/** SQL of the id of the nth member, post or comment: a hash that says it is a UUID of version 8. */
const id = (what: string, n: string) =>
	`overlay(overlay(md5('${what} ' || (${n})) placing '8' from 13) placing '8' from 17)::uuid`;

type Told = { type: string; payload: Record<string, unknown> };

const asEvent = (communityId: string, { type, payload }: Told): OutboxEvent => ({
	...{ id: newId(), communityId, type, payload, occurredAt: new Date() },
	actor: { kind: 'job', name: 'bench' },
});

async function measureTrial(
	installation: TestInstallation,
	points: Points,
	{ members }: Size,
): Promise<Row[]> {
	const { here, founder, as } = points;
	const member = id('member', `floor(random() * ${members})::int`);
	await installation.owner.query(
		`insert into c_${here.id}.deeds (id, kind, subject_id, member_id, other_id, at, facts)
			select uuidv7(), 'reaction', gen_random_uuid(), ${member}, ${member},
				now() - random() * interval '80 days', '{}'
			from generate_series(1, ${DEEDS} - (select count(*) from c_${here.id}.deeds)::int)`,
	);
	const { gamification } = await as(founder);
	const streak: Condition = { is: 'streak', days: 3 };
	const count: Condition = { is: 'count', of: 'reaction', as: 'doer', days: 30, atLeast: 5 };
	const definition = ruleOf({
		...{ on: 'reaction', to: 'other', points: 2, most: { ...NO_LIMITS, day: 5, pairDay: 1 } },
		when: { is: 'any', of: [count, streak, { is: 'first' }] },
	});
	let deeds = 0;
	const took = await timeOnce(async () => {
		({ deeds } = await gamification.simulate({ ruleId: newId(), definition, days: 90 }));
	});
	return [
		row('deeds a rule was tried out over', deeds, ''),
		row('the trial', took / 1000, 's', { most: 3 }),
		...(await measureSet(points, took)),
	];
}

/** All rules that are in force and drafts of every kind, together over the same deeds; beside what one of them took. */
async function measureSet({ founder, as }: Points, one: number): Promise<Row[]> {
	const { gamification } = await as(founder);
	const kept = (await gamification.rules()).length;
	for (let made = kept; made < RULES; made += 1) {
		const [on, to] = SEEN[made % SEEN.length] ?? SEEN[0];
		const when = ASKED[made % ASKED.length] ?? null;
		const most = { ...NO_LIMITS, day: (made % 5) + 1 };
		const definition = ruleOf({ on, to, when, most, points: made });
		await gamification.saveRule({ id: newId(), name: `Draft ${made}`, definition, version: null });
	}
	let tried = { deeds: 0, rules: 0 };
	const took = await timeOnce(async () => {
		tried = await gamification.simulateSet();
	});
	return [
		row('rules tried out together', tried.rules, ''),
		row('deeds they were tried out over', tried.deeds, ''),
		row('the trial of all of them', took / 1000, 's', {
			...{ ratio: [took / one, 'one rule'], most: 3 },
		}),
	];
}

const SEEN = [
	...([['reaction', 'other'] as const, ['reaction', 'doer'] as const] as const),
	...([['comment', 'doer'] as const, ['comment', 'other'] as const] as const),
	['post', 'doer'] as const,
] as const;
const ASKED: readonly (Condition | null)[] = [
	...[null, { is: 'streak', days: 3 } as const, { is: 'first' } as const],
	{ is: 'count', of: 'reaction', as: 'doer', days: 30, atLeast: 5 },
];

/** Rules that are made to hurt whoever reads them: the slowest refusal. */
async function measureRefusals(points: Points): Promise<Row[]> {
	const { gamification } = await points.as(points.founder);
	let deep: unknown = { is: 'first' };
	for (let depth = 0; depth < 5000; depth++) deep = { is: 'not', what: deep };
	const wide = { is: 'all', of: Array.from({ length: 100_000 }, () => ({ is: 'first' })) };
	const long = { is: 'emoji', in: Array.from({ length: 100_000 }, () => 'a'.repeat(1000)) };
	const backtracking = { is: 'postKind', in: [`${'a'.repeat(50_000)}!`] };
	const pattern = { is: 'expression', text: 'deed.kind.matches("^(a+)+$")' };
	const nested = {
		is: 'expression',
		text: `${'deed.tags.all(a, '.repeat(25)}true${')'.repeat(25)}`,
	};
	let slowest = 0;
	let accepted = 0;
	for (const when of [deep, wide, long, backtracking, pattern, nested]) {
		const definition = { ...ruleOf(), when } as RuleDefinition;
		const rule = { id: newId(), name: 'Harm', definition, version: null };
		const took = await timeOnce(() =>
			gamification.saveRule(rule).then(
				() => (accepted += 1),
				() => null,
			),
		);
		slowest = Math.max(slowest, took);
	}
	return [
		row('hostile rules that were taken', accepted, '', { most: 0 }),
		row('the slowest refusal', slowest, 'ms', { most: 50 }),
	];
}

function shuffled<T>(items: readonly T[]): T[] {
	return items
		.map((item) => ({ item, place: randomInt(2 ** 40) }))
		.toSorted((a, b) => a.place - b.place)
		.map(({ item }) => item);
}
