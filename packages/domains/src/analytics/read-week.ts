import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { hasModule, requireModule } from '../modules/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { Findings } from './analytics.schema.ts';
import { dayAfter, dayOf, timeZoneOf } from './days.ts';
import { freshen } from './roll-up.ts';
import { mailAgain, unmail, unmailedOf, weekRow, weeksKnown } from './weeks.queries.ts';
import { WEEKS_SHOWN, WeekRead, type AskWeek, type SetWeekMail } from './weeks.schema.ts';
import { mondayOf, toldAt, weekFindings } from './write-week.ts';

/**
 * A week that is over, as it was told of; the last one is told as it would be now where it was not yet. Throws `module.off`
 * and `analytics.week_not_found`.
 */
export async function readWeek(ctx: CommunityContext, { week }: AskWeek): Promise<WeekRead> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const timeZone = timeZoneOf(ctx);
	const running = mondayOf(dayOf(ctx.clock.now(), timeZone));
	const last = dayAfter(running, -7);
	const known = (await weeksKnown(ctx.db, WEEKS_SHOWN).execute()).map((row) => row.week);
	const weeks = known.includes(last) ? known : [last, ...known].slice(0, WEEKS_SHOWN);
	const shown = week ?? last;
	if (!weeks.includes(shown)) throw new NotFoundError('analytics.week_not_found');
	const memberId = memberIdOf(ctx.actor);
	const unmailed = memberId && (await unmailedOf(ctx.db, [memberId]).executeTakeFirst());
	const isTold = toldAt(last, timeZone) <= ctx.clock.now();
	return WeekRead.parse({
		...{ weeks, week: shown, timeZone, isMailed: memberId ? !unmailed : null },
		nextAt: toldAt(isTold ? running : last, timeZone),
		findings: forReader(ctx, await toldOr(ctx, shown)),
	});
}

async function toldOr(ctx: CommunityContext, week: string): Promise<Findings | null> {
	const told = await toldOf(ctx, week);
	if (told !== undefined) return told;
	await freshen(ctx);
	return weekFindings(ctx, week);
}

/** What was told of a week; undefined where nothing was yet. */
// authorize: whoever reads has been asked.
export async function toldOf(
	{ db }: Pick<CommunityContext, 'db'>,
	week: string,
): Promise<Findings | null | undefined> {
	const row = await weekRow(db, week).executeTakeFirst();
	return row && Findings.nullable().parse(row.content);
}

/** What others bought is seen by who may look at it. */
const forReader = ({ ability }: CommunityContext, findings: Findings | null): Findings | null =>
	findings && (isAllowed(ability, 'read', 'Purchase') ? findings : { ...findings, mrr: null });

/** Whether whoever asks has weeks told by mail; set again, it changes nothing. Throws `module.off`. */
export async function setWeekMail(ctx: CommunityContext, { isMailed }: SetWeekMail): Promise<void> {
	ctx.authorize('read', 'Analytics');
	requireModule(ctx, 'analytics');
	const memberId = selfOf(ctx.actor);
	await (isMailed ? mailAgain : unmail)(ctx.db, memberId).execute();
}

/** Of these members, who has weeks told by mail. */
// authorize: asked for by the job that mails them.
export async function mailedOf(
	ctx: CommunityContext,
	memberIds: readonly string[],
): Promise<readonly string[]> {
	if (!hasModule(ctx, 'analytics') || memberIds.length === 0) return [];
	const rows = await unmailedOf(ctx.db, memberIds).execute();
	const unmailed = new Set(rows.map(({ memberId }) => memberId));
	return memberIds.filter((id) => !unmailed.has(id));
}
