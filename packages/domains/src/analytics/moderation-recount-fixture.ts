import { newId } from '@kith/kernel/ids';
import type { TestCommunity, TestMember } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { OUTCOME_NAMES } from './moderation.schema.ts';

/** The same numbers in every run of one seed: mulberry32. */
function randomBy(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
	};
}

const ACTIONS = {
	'submissions.approved': 'approved',
	'submissions.rejected': 'refused',
	'posts.removed': 'removed',
	'comments.removed': 'removed',
	'posts.restored': 'restored',
	'comments.restored': 'restored',
	'members.silenced': 'silenced',
	'members.suspended': 'suspended',
	'members.banned': 'banned',
	'members.released': 'lifted',
	'posts.pinned': null,
	'roles.updated': null,
} as const;
type Action = keyof typeof ACTIONS;
type Fact = { at: Date; action: Action; actorId: string | null };
type Held = { id: string; heldAt: Date; firstAt: Date | null; isWaiting: boolean; why: string };

/** Two hundred days of what was held and decided, written as the verbs write it. */
export async function past(here: TestCommunity, people: readonly TestMember[], now: Date) {
	const random = randomBy(20_261_130);
	const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
	const held: Held[] = [];
	const facts: Fact[] = [];
	const entries: (Fact & { targetId: string })[] = [];
	const note = (fact: Fact, targetId: string) => {
		facts.push(fact);
		entries.push({ ...fact, targetId });
	};
	const who = () => (random(9) === 0 ? null : (people[random(people.length)]?.memberId ?? null));
	for (let index = 0; index < 600; index += 1) {
		const id = newId();
		const age = 1 + random(200 * 86_400);
		const firstAge = age - random(5 * 86_400);
		const isDecided = firstAge > 0 && random(12) > 0;
		const why = ['newcomer', 'role', 'everybody'][random(3)] ?? '';
		const isRefused = random(3) === 0;
		const isBack = isDecided && isRefused && random(2) === 0;
		held.push({
			...{ id, heldAt: before(age), isWaiting: !isDecided || isBack, why },
			firstAt: isDecided ? before(firstAge) : null,
		});
		const action = isRefused ? 'submissions.rejected' : 'submissions.approved';
		if (isDecided) note({ at: before(firstAge), action, actorId: who() }, id);
	}
	const other = (Object.keys(ACTIONS) as Action[]).filter((one) => !one.startsWith('submissions'));
	for (let index = 0; index < 600; index += 1) {
		const action = other[random(other.length)] ?? 'posts.pinned';
		note({ at: before(1 + random(200 * 86_400)), action, actorId: who() }, newId());
	}
	await write(here, people[0]?.memberId ?? '', { held, entries });
	return { held, facts };
}

async function write(
	{ db }: TestCommunity,
	authorId: string,
	{ held, entries }: { held: readonly Held[]; entries: readonly (Fact & { targetId: string })[] },
): Promise<void> {
	const space = db.selectFrom('spaces').select('id').limit(1);
	const { id: spaceId } = await space.executeTakeFirstOrThrow();
	const body = JSON.stringify(words('Held'));
	await db
		.insertInto('submissions')
		.values(
			held.map(({ id, heldAt, firstAt, isWaiting, why }) => ({
				...{ id, kind: 'post', authorId, spaceId, body, heldAt, heldFor: why },
				...{ state: isWaiting ? 'waiting' : 'published', firstDecidedAt: firstAt },
				...{ decidedAt: isWaiting ? null : firstAt, sentAt: (isWaiting && firstAt) || heldAt },
			})),
		)
		.execute();
	const digest = '0'.repeat(64);
	await db
		.insertInto('auditEntries')
		.values(
			entries.map(({ at, action, actorId, targetId }, index) => ({
				...{ number: 100_000 + index, at, action, memberId: actorId, targetId },
				...{ actorKind: actorId ? 'member' : 'job', targetKind: 'submission' },
				...{ actorDigest: digest, detailsDigest: digest, hash: digest },
			})),
		)
		.execute();
}

/** The day, weekday and hour of a moment by a clock on the wall. */
function onWall(at: Date, timeZone: string) {
	const parts = new Intl.DateTimeFormat('en-US', {
		...{ timeZone, hourCycle: 'h23', weekday: 'short', hour: 'numeric' },
		...{ year: 'numeric', month: '2-digit', day: '2-digit' },
	}).formatToParts(at);
	const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
	return {
		day: `${of('year')}-${of('month')}-${of('day')}`,
		weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(of('weekday')),
		hour: Number(of('hour')),
	};
}

/** In which of the two times a moment lies, by walking through the days of the calendar. */
function timeOf(at: Date, { days, timeZone, now }: Asked): 'now' | 'before' | null {
	const today = onWall(now, timeZone).day;
	const age = Math.round((Date.parse(today) - Date.parse(onWall(at, timeZone).day)) / 86_400_000);
	if (age < 0 || age >= 2 * days) return null;
	return age < days ? 'now' : 'before';
}
type Asked = { days: number; timeZone: string; now: Date };

function percentile(values: readonly number[], share: number): number | null {
	const sorted = values.toSorted((one, two) => one - two);
	if (sorted.length === 0) return null;
	const place = share * (sorted.length - 1);
	const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
	return Math.round(low + (high - low) * (place - Math.floor(place)));
}

/** The slow way: every row, one after the other. */
export function recount({ held, facts }: Awaited<ReturnType<typeof past>>, asked: Asked) {
	const sum = <Row>(rows: readonly Row[], atOf: (row: Row) => Date) => ({
		now: rows.filter((row) => timeOf(atOf(row), asked) === 'now').length,
		before: rows.filter((row) => timeOf(atOf(row), asked) === 'before').length,
	});
	const week = (moments: readonly Date[]) => {
		const rows = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
		for (const at of moments.filter((one) => timeOf(one, asked) === 'now')) {
			const { weekday, hour } = onWall(at, asked.timeZone);
			const day = rows[weekday];
			if (day) day[hour] = (day[hour] ?? 0) + 1;
		}
		return rows;
	};
	const waits = (wanted: 'now' | 'before') => {
		const seconds = held.flatMap(({ heldAt, firstAt }) =>
			firstAt && timeOf(firstAt, asked) === wanted
				? [(firstAt.getTime() - heldAt.getTime()) / 1000]
				: [],
		);
		const texts = seconds.length;
		return { texts, median: percentile(seconds, 0.5), ninetieth: percentile(seconds, 0.9) };
	};
	const decisions = facts.filter(({ action }) => ACTIONS[action] !== null);
	const whys = ['newcomer', 'role', 'everybody'] as const;
	return {
		came: {
			all: sum(held, ({ heldAt }) => heldAt),
			why: Object.fromEntries(
				whys.map((why) => [
					why,
					sum(
						held.filter((one) => one.why === why),
						({ heldAt }) => heldAt,
					),
				]),
			),
		},
		decided: Object.fromEntries(
			OUTCOME_NAMES.map((name) => [
				name,
				sum(
					facts.filter(({ action }) => ACTIONS[action] === name),
					({ at }) => at,
				),
			]),
		),
		waits: { now: waits('now'), before: waits('before') },
		hours: {
			came: week(held.map(({ heldAt }) => heldAt)),
			decided: week(decisions.filter(({ actorId }) => actorId).map(({ at }) => at)),
		},
	};
}

/** How often each person decided, and under `job` what nobody did, the slow way. */
export function decisionsBy(facts: readonly Fact[], asked: Asked): Map<string, number> {
	const found = new Map<string, number>();
	for (const { at, action, actorId } of facts) {
		if (ACTIONS[action] === null || timeOf(at, asked) !== 'now') continue;
		found.set(actorId ?? 'job', (found.get(actorId ?? 'job') ?? 0) + 1);
	}
	return found;
}
