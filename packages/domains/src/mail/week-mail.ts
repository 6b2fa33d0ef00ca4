import * as z from 'zod';
import { mailedOf, stopTokenOf, toldOf } from '../analytics/index.ts';
import type { Compared, Findings, Signal } from '../analytics/analytics.schema.ts';
import { Week } from '../analytics/weeks.schema.ts';
import { readerLanguage } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { hasModule } from '../modules/index.ts';
import { moneyIn } from '../money.ts';
import { isAllowed } from '../permissions/ability.ts';
import { abilityOf } from '../permissions/compile.ts';
import { brandOf } from './brands.ts';
import { deliverAll } from './deliver.ts';
import { holdersOf, type Holder } from './holders.ts';
import type { SignalFacts, WeekFacts } from './week-letter.ts';

const Ref = z.strictObject({ communityId: z.string(), week: Week });
/** So many people hear of one week, however many may see numbers. */
const MOST_TOLD = 50;
const DAY_MS = 86_400_000;

/** Tells whoever may see numbers, and wants to hear of them, what a week was. */
export async function mailWeek(services: Services, payload: unknown): Promise<void> {
	const { communityId, week } = Ref.parse(payload);
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'mail-week');
	const findings = hasModule(ctx, 'analytics') ? await toldOf(ctx, week) : null;
	if (!findings) return;
	const holders = await holdersOf(ctx, 'analytics:read', MOST_TOLD);
	const ids = await mailedOf(
		ctx,
		holders.map(({ id }) => id),
	);
	const brand = brandOf(community, ctx.snapshot);
	await deliverAll(
		services,
		holders
			.filter(({ id }) => ids.includes(id))
			.map((holder) => {
				const locale = readerLanguage(community, ctx.snapshot, holder.locale);
				const seen = { ...findings, mrr: seesMoney(ctx, holder) ? findings.mrr : null };
				return {
					...{ kind: 'week' as const, to: holder.email, locale, brand },
					props: factsOf(ctx, { week, findings: seen }, locale),
					idempotencyKey: `week:${communityId}:${week}:${holder.id}`,
					stopAt: `${community.origin}/api/unsubscribe/weeks/${stopTokenOf(ctx, holder.id)}`,
				};
			}),
	);
}

/** What others bought is told to who may look at it. */
function seesMoney({ snapshot }: CommunityContext, { id, roleIds }: Holder): boolean {
	const { ability } = abilityOf(snapshot, { memberId: id, roleIds, spaceIds: [] });
	return isAllowed(ability, 'read', 'Purchase');
}

function factsOf(
	{ services, community }: CommunityContext,
	{ week, findings }: { week: string; findings: Findings },
	locale: string,
): WeekFacts {
	const root = `${services.platformOrigin}/c/${community.id}`;
	const number = new Intl.NumberFormat(locale);
	const first = new Date(`${week}T00:00:00Z`);
	const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).formatRange(
		first,
		new Date(first.getTime() + 6 * DAY_MS),
	);
	const counted = (name: 'active' | 'joined' | 'answers', { now, before }: Compared) => ({
		...{ name, value: number.format(now), before: number.format(before) },
	});
	const { active, joined, answers, mrr, headline, signals } = findings;
	return {
		...{ days, headline, url: `${root}/analytics/week?week=${week}` },
		figures: [
			...[counted('active', active), counted('joined', joined), counted('answers', answers)],
			...(mrr ?? []).map(({ currency, now, before }) => ({
				...{ name: 'mrr' as const, value: moneyIn(now, currency, locale) },
				before: moneyIn(before, currency, locale),
			})),
		],
		signals: signals.flatMap((signal) => {
			if (signal.kind === 'all_well') return [];
			const url = `${root}/analytics/week?week=${week}#${signal.kind}`;
			return [{ kind: signal.kind, facts: signalIn(signal, locale), url }];
		}),
	};
}

/** The numbers of a signal as its reader writes them. */
function signalIn(signal: Signal, locale: string): SignalFacts {
	const number = new Intl.NumberFormat(locale);
	const percent = new Intl.NumberFormat(locale, { style: 'percent' });
	const count =
		'share' in signal
			? percent.format(signal.share)
			: number.format('more' in signal ? signal.more : 'count' in signal ? signal.count : 0);
	if ('usual' in signal) {
		const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
		const name = day.format(new Date(`${signal.day}T00:00:00Z`));
		return { count, name, days: number.format(signal.usual) };
	}
	return {
		count,
		days: 'days' in signal ? number.format(signal.days) : '',
		name: 'name' in signal ? signal.name : '',
	};
}
