import { mostAnswered } from '@kith/db/activity';
import { noteOfFile } from '../audit/index.ts';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import {
	FEWEST,
	Report,
	type AskReport,
	type Cell,
	type ReportName,
	type Window,
} from './analytics.schema.ts';
import { comings } from './comings.ts';
import { answeringTimes, noStaffAmong, unansweredPosts } from './content.queries.ts';
import { dayAfter, dayOf, daysFrom, timeZoneOf } from './days.ts';
import { foldSmall } from './fold-small.ts';
import { healthTable } from './read-health.ts';
import { readableIn } from './readable-in.ts';
import {
	MONTH,
	WEEK,
	activeSteps,
	cohortSizes,
	cohortsOf,
	countsByDay,
	countsByHour,
	countsBySpace,
	funnelOf,
	ladderOf,
	originsOf,
	type Span,
} from './reports.queries.ts';
import { freshen } from './roll-up.ts';
import { survival } from './survival.ts';
import { topPosts } from './top-posts.ts';
import { mondayOf } from './write-week.ts';

type Table = Pick<Report, 'columns' | 'rows'>;

/** One of the tables that charts and files are made of. Throws `module.off`. */
export async function readReport(
	ctx: CommunityContext,
	{ name, ...window }: AskReport,
): Promise<Report> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const reach = await freshen(ctx);
	return Report.parse({ name, ...(await REPORTS[name](ctx, spanOf(ctx, window))), ...reach });
}

/** One of the tables for a file; writes down who takes which. */
// authorize: readReport asks.
export async function exportReport(ctx: CommunityContext, asked: AskReport): Promise<Report> {
	const report = await readReport(ctx, asked);
	const count = report.rows.length;
	await ctx.transaction(async (tx) =>
		tx.audit(noteOfFile(ctx, 'analytics.exported', { count, ...asked })),
	);
	return report;
}

/** The days of a window, the last one being today. */
export function spanOf(ctx: CommunityContext, { days, withStaff }: Window): Span {
	const to = dayOf(ctx.clock.now(), timeZoneOf(ctx));
	return { from: dayAfter(to, 1 - days), to, withStaff };
}

const REPORTS: Readonly<Record<ReportName, (ctx: CommunityContext, span: Span) => Promise<Table>>> =
	{
		active,
		contributions: (ctx, span) => byDay(ctx, span, ['post', 'comment', 'reaction', 'vote']),
		hours,
		ladder,
		spaces,
		contributors,
		joins: (ctx, span) => byDay(ctx, span, ['joined', 'left']),
		origins: (ctx, span) => origins(ctx, span, 'origin'),
		campaigns: (ctx, span) => origins(ctx, span, 'campaign'),
		funnel,
		cohorts,
		comings,
		survival,
		answering,
		unanswered,
		posts: topPosts,
		health: healthTable,
	};

async function active({ db }: CommunityContext, span: Span): Promise<Table> {
	const since = dayAfter(span.from, -MONTH);
	const rows = await activeSteps(db, { ...span, from: since }).execute();
	const steps = (what: string) =>
		new Map(rows.filter((row) => row.what === what).map(({ on, n }) => [on, Number(n)]));
	const [begin, week, month] = [steps('begin'), steps('week'), steps('month')];
	let [inWeek, inMonth] = [0, 0];
	const lines = daysFrom(since, span.to).map((on): Cell[] => {
		const here = begin.get(on) ?? 0;
		inWeek += here - (week.get(on) ?? 0);
		inMonth += here - (month.get(on) ?? 0);
		return [on, here, inWeek, inMonth];
	});
	return { columns: ['day', 'dau', 'wau', 'mau'], rows: lines.slice(MONTH) };
}

async function byDay(
	{ db }: CommunityContext,
	span: Span,
	metrics: readonly string[],
): Promise<Table> {
	const rows = await countsByDay(db, span, metrics).execute();
	const found = new Map(rows.map(({ metric, on, n }) => [`${on} ${metric}`, Number(n)]));
	return {
		columns: ['day', ...metrics],
		rows: daysFrom(span.from, span.to).map((on) => [
			on,
			...metrics.map((metric) => found.get(`${on} ${metric}`) ?? 0),
		]),
	};
}

async function hours({ db }: CommunityContext, span: Span): Promise<Table> {
	const rows = await countsByHour(db, span).execute();
	const found = new Map(rows.map((row) => [`${row.weekday} ${Number(row.hour)}`, Number(row.n)]));
	const clock = Array.from({ length: 24 }, (_, hour) => hour);
	return {
		columns: ['weekday', ...clock.map((hour) => `h${hour}`)],
		rows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => [
			weekday,
			...clock.map((hour) => found.get(`${weekday} ${hour}`) ?? 0),
		]),
	};
}

async function ladder({ db }: CommunityContext, span: Span): Promise<Table> {
	const found = await ladderOf(db, span).executeTakeFirstOrThrow();
	return { columns: ['step', 'members'], rows: stepsOf(found) };
}

const stepsOf = (found: Readonly<Record<string, string>>): Cell[][] =>
	Object.entries(found).map(([step, n]) => [step, Number(n)]);

async function spaces({ db, snapshot }: CommunityContext, span: Span): Promise<Table> {
	const found = await countsBySpace(db, span).execute();
	const metrics = ['post', 'comment', 'reaction', 'answer'];
	const of = (spaceId: string, metric: string) =>
		Number(found.find((row) => row.spaceId === spaceId && row.metric === metric)?.n ?? 0);
	const lines = snapshot.spaces.map(({ id, name }): [string, ...number[]] => [
		name,
		...metrics.map((metric) => of(id, metric)),
	]);
	const deeds = ([, ...counts]: [string, ...number[]]) => counts.reduce((sum, n) => sum + n, 0);
	return {
		columns: ['space', ...metrics],
		rows: lines.toSorted((one, other) => deeds(other) - deeds(one)),
	};
}

const MOST_CONTRIBUTORS = 50;
/** As many of those who work for the community may stand before them, who are not listed. */
const MOST_ASKED = 500;

async function contributors(ctx: CommunityContext, { from, withStaff }: Span): Promise<Table> {
	const { db, community } = ctx;
	const asked = { communityId: community.id, from, timeZone: timeZoneOf(ctx), withStaff };
	const found = await mostAnswered(db, { ...asked, limit: MOST_ASKED });
	const ids = found.map(({ memberId }) => memberId);
	const rows = ids.length > 0 ? await noStaffAmong(db, ids).execute() : [];
	const members = new Map(rows.map((row) => [row.id, row]));
	const lines = found.flatMap(({ memberId, people, answers, reactions }): Cell[][] => {
		const member = members.get(memberId);
		return member ? [[member.name, member.handle, people, answers, reactions, memberId]] : [];
	});
	return {
		columns: ['member', 'handle', 'people', 'answers', 'reaction', 'member_id'],
		rows: lines.slice(0, MOST_CONTRIBUTORS),
	};
}

async function origins(
	{ db }: CommunityContext,
	span: Span,
	by: 'origin' | 'campaign',
): Promise<Table> {
	const rows = await originsOf(db, span, by).execute();
	const groups = rows.map(({ from, joined, activated, paid }) => ({
		from,
		...{ joined: Number(joined), activated: Number(activated), paid: Number(paid) },
	}));
	return {
		columns: [by, 'joined', 'activated', 'paid'],
		rows: foldSmall(groups).map((group) => [group.from, group.joined, group.activated, group.paid]),
	};
}

async function funnel({ db }: CommunityContext, span: Span): Promise<Table> {
	const found = await funnelOf(db, span).executeTakeFirstOrThrow();
	return { columns: ['step', 'members'], rows: stepsOf(found) };
}

const WEEKS = 12;

/** Whatever the window: the last twelve weeks, and how many of each came back week by week. */
async function cohorts({ db }: CommunityContext, { to, withStaff }: Span): Promise<Table> {
	const from = dayAfter(mondayOf(to), -(WEEKS - 1) * WEEK);
	const [sizes, rows] = await Promise.all([
		cohortSizes(db, { from, to, withStaff }).execute(),
		cohortsOf(db, { from, to, withStaff }).execute(),
	]);
	const found = new Map(rows.map(({ week, later, n }) => [`${week} ${later}`, Number(n)]));
	const later = Array.from({ length: WEEKS }, (_, index) => index);
	return {
		columns: ['week', 'joined', ...later.map((index) => `w${index}`)],
		rows: sizes.map(({ week, n }, at) => {
			const weeks = later.map((index): Cell => {
				if (index >= WEEKS - (sizes.length > 0 ? weekIndex(from, week) : at)) return null;
				return Number(n) < FEWEST ? null : (found.get(`${week} ${index}`) ?? 0);
			});
			return [week, Number(n) < FEWEST ? null : Number(n), ...weeks];
		}),
	};
}

const weekIndex = (from: string, week: string): number =>
	Math.round((Date.parse(week) - Date.parse(from)) / (WEEK * 86_400_000));

async function answering(ctx: CommunityContext, span: Span): Promise<Table> {
	const times = await answeringTimes(ctx.db, momentsOf(span), span.withStaff).executeTakeFirst();
	const seconds = (value: number | null | undefined): Cell =>
		value === null || value === undefined ? null : Math.round(value);
	const [posts, answered] = [Number(times?.posts ?? 0), Number(times?.answered ?? 0)];
	return {
		columns: ['posts', 'answered', 'median_seconds', 'p90_seconds'],
		rows: [[posts, answered, seconds(times?.median), seconds(times?.ninetieth)]],
	};
}

const MOST_POSTS = 20;

async function unanswered(ctx: CommunityContext, span: Span): Promise<Table> {
	const { db, snapshot } = ctx;
	const asked = { limit: MOST_POSTS, spaceIds: readableIn(ctx) };
	const posts = await unansweredPosts(db, momentsOf(span), asked).execute();
	const nameOf = (spaceId: string) => snapshot.spaces.find(({ id }) => id === spaceId)?.name ?? '';
	return {
		columns: ['day', 'post', 'space', 'post_id'],
		rows: posts.map(({ id, title, spaceId, createdAt }) => [
			...[createdAt.toISOString().slice(0, 10), title, nameOf(spaceId), id],
		]),
	};
}

/** The moments that a stretch of days begins and ends at, to the day in UTC. */
export const momentsOf = ({ from, to }: Span) => ({
	from: new Date(`${from}T00:00:00Z`),
	to: new Date(`${dayAfter(to, 1)}T00:00:00Z`),
});
