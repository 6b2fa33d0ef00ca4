import type { Activity } from '@kith/db/activity';
import type { Cell } from './analytics.schema.ts';
import type { HealthWeights } from './health.schema.ts';

type Answer = { by: string; at: Date; status: string };
type Asked = { at: Date; by: string; kind: string; status: string; answers: readonly Answer[] };

/** All that health is worked out from. */
export type Past = {
	facts: readonly Activity[];
	asked: readonly Asked[];
	cases: readonly { at: Date; action: string }[];
	staffId: string;
};

const DAY_MS = 86_400_000;
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const later = (day: string, days: number) => dayOf(new Date(Date.parse(day) + days * DAY_MS));
const WRITTEN = ['post', 'comment'];

/** The slow way: all weeks, each with every fact there is. */
export function recount(past: Past, { now, weights }: { now: Date; weights: HealthWeights }) {
	const today = dayOf(now);
	const monday = later(today, -((new Date(today).getUTCDay() + 6) % 7));
	return Array.from({ length: 26 }, (_, index): Cell[] => {
		const week = later(monday, -7 * (25 - index));
		const last = index === 25 ? today : later(week, 6);
		const end = index === 25 ? now : new Date(later(week, 7));
		const scores = [...writing(past, last, end), asking(past, last, end), order(past, last, end)];
		const all = [joining(past, last), ...scores];
		return [week, mean(all, Object.values(weights)), ...all];
	});
}

function mean(scores: readonly (number | null)[], weights: readonly number[]): number | null {
	if (scores[1] === null) return null;
	const told = scores.flatMap((score, at) => (score === null ? [] : [[score, weights[at] ?? 0]]));
	const sum = (of: (pair: number[]) => number) => told.reduce((total, pair) => total + of(pair), 0);
	const all = sum(([, weight = 0]) => weight);
	return all === 0 ? null : Math.round(sum(([score = 0, weight = 0]) => score * weight) / all);
}

const isIn = (at: Date, last: string, end: Date) => at >= new Date(later(last, -27)) && at < end;

function joining({ facts }: Past, last: string): number | null {
	let [joined, activated] = [0, 0];
	for (const id of new Set(facts.map(({ memberId }) => memberId))) {
		const theirs = facts.filter(({ memberId, kind }) => memberId === id && kind !== 'visit');
		const first = (kinds: readonly string[]) =>
			theirs
				.filter(({ kind }) => kinds.includes(kind))
				.map(({ at }) => dayOf(at))
				.reduce((least, day) => (day < least ? day : least), '9');
		const [came, wrote] = [first(['joined']), first(WRITTEN)];
		if (id === null || theirs.some(({ source }) => source === 'staff')) continue;
		if (came < later(last, -34) || came > later(last, -7)) continue;
		joined += 1;
		if (wrote >= came && wrote <= later(came, 7)) activated += 1;
	}
	return joined < 5 ? null : Math.round((100 * activated) / joined);
}

const textsOf = ({ facts }: Past, last: string, end: Date) =>
	facts.filter(
		({ kind, source, memberId, at }) =>
			WRITTEN.includes(kind) && source === 'member' && memberId !== null && isIn(at, last, end),
	);

/** Reciprocity and concentration. */
function writing(past: Past, last: string, end: Date): (number | null)[] {
	const texts = textsOf(past, last, end);
	const writers = [...new Set(texts.map(({ memberId }) => memberId))];
	if (writers.length < 5) return [null, null];
	const answers = past.facts
		.filter(({ kind, at }) => kind === 'comment' && isIn(at, last, end))
		.filter(({ memberId, targetMemberId }) => memberId && targetMemberId !== memberId);
	const both = writers.filter(
		(id) =>
			answers.some((one) => one.memberId === id && one.targetMemberId && one.source === 'member') &&
			answers.some((one) => one.targetMemberId === id && one.source !== 'import'),
	);
	const amounts = writers.map((id) => texts.filter(({ memberId }) => memberId === id).length);
	const apart = amounts.reduce(
		(sum, one) => sum + amounts.reduce((all, other) => all + Math.abs(one - other), 0),
		0,
	);
	const gini = apart / (2 * amounts.length * texts.length);
	return [Math.round((100 * both.length) / writers.length), Math.round(100 * (1 - gini))];
}

function asking({ asked, staffId }: Past, last: string, end: Date): number | null {
	const posts = asked
		.filter(
			({ status, kind, by }) => status === 'published' && kind === 'discussion' && by !== staffId,
		)
		.filter(({ at }) => isIn(at, last, new Date(end.getTime() - DAY_MS)));
	if (new Set(posts.map(({ by }) => by)).size < 5) return null;
	const answered = posts.filter(({ at, by, answers }) =>
		answers.some(
			(answer) =>
				answer.by !== by &&
				answer.status === 'published' &&
				answer.at.getTime() <= at.getTime() + DAY_MS,
		),
	);
	return Math.round((100 * answered.length) / posts.length);
}

function order(past: Past, last: string, end: Date): number | null {
	const texts = textsOf(past, last, end);
	if (new Set(texts.map(({ memberId }) => memberId)).size < 5) return null;
	const cases = past.cases.filter(
		({ action, at }) => action !== 'posts.pinned' && isIn(at, last, end),
	);
	return Math.round(Math.max(0, 100 - (10 * 100 * cases.length) / texts.length));
}
