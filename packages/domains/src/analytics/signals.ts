import type { CommunityContext } from '../context.ts';
import type { Signal } from './analytics.schema.ts';
import { lastHere, unansweredPosts } from './content.queries.ts';
import { dayAfter, daysBetween } from './days.ts';
import {
	busiest,
	countsByDay,
	countsBySpace,
	silentNewcomers,
	type Span,
} from './reports.queries.ts';
import { unusualDay } from './unusual-day.ts';

const MOST = 3;
const DAY_MS = 86_400_000;
/** A post may wait a day for its first answer, and two weeks later nobody looks for one. */
const WAITED = { least: 1, most: 14 } as const;
const NEWCOMER_DAYS = 14;
/** Who was here in the four weeks before and not for two weeks. */
const QUIET = { after: 14, until: 42 } as const;
const ONE_VOICE = 0.4;
/** Of fewer texts no share says anything. */
const ENOUGH_TEXTS = 10;

/** The three things that most ask for a deed now, the most pressing first; the same facts always bring the same. */
// authorize: whoever reads the home of analytics has been asked.
export async function signalsOf(ctx: CommunityContext, both: Span, span: Span): Promise<Signal[]> {
	const found = await Promise.all([
		unusualDay(ctx, span, 'unusual_joined'),
		unusualDay(ctx, span, 'unusual_texts'),
		unanswered(ctx),
		newcomers(ctx, span),
		quiet(ctx, span),
		oneVoice(ctx, span),
		nobody(ctx, span),
		growing(ctx, both, span),
	]);
	const signals = found.filter((signal) => signal !== null).slice(0, MOST);
	return signals.length > 0 ? signals : [{ kind: 'all_well' }];
}

async function unanswered({ db, clock }: CommunityContext): Promise<Signal | null> {
	const ago = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
	const between = { from: ago(WAITED.most), to: ago(WAITED.least) };
	const post = await unansweredPosts(db, between, { limit: 1 }).executeTakeFirst();
	return post ? { kind: 'unanswered', count: Number(post.count), postId: post.id } : null;
}

async function newcomers({ db }: CommunityContext, span: Span): Promise<Signal | null> {
	const from = dayAfter(span.to, -NEWCOMER_DAYS);
	const { n } = await silentNewcomers(db, { ...span, from }).executeTakeFirstOrThrow();
	const count = Number(n);
	return count > 0 ? { kind: 'silent_newcomers', count, days: NEWCOMER_DAYS } : null;
}

async function quiet({ db }: CommunityContext, { to }: Span): Promise<Signal | null> {
	const [from, until] = [dayAfter(to, -QUIET.until), dayAfter(to, -QUIET.after)];
	const count = Number((await lastHere(db, from, until).executeTakeFirstOrThrow()).n);
	return count > 0 ? { kind: 'gone_quiet', count, days: QUIET.after } : null;
}

async function oneVoice({ db }: CommunityContext, span: Span): Promise<Signal | null> {
	const most = await busiest(db, span).executeTakeFirst();
	const [texts, all] = [Number(most?.texts ?? 0), Number(most?.all ?? 0)];
	if (all < ENOUGH_TEXTS || texts / all < ONE_VOICE) return null;
	return { kind: 'one_voice', share: texts / all };
}

async function nobody({ db }: CommunityContext, span: Span): Promise<Signal | null> {
	const joined = await countsByDay(db, span, ['joined']).execute();
	const days = daysBetween(span.from, span.to) + 1;
	return joined.length === 0 ? { kind: 'nobody_joined', days } : null;
}

async function growing(ctx: CommunityContext, both: Span, span: Span): Promise<Signal | null> {
	const [all, recent] = await Promise.all([
		countsBySpace(ctx.db, both).execute(),
		countsBySpace(ctx.db, span).execute(),
	]);
	const textsIn = (rows: typeof all, spaceId: string) =>
		rows
			.filter((row) => row.spaceId === spaceId && row.metric !== 'answer')
			.reduce((sum, row) => sum + Number(row.n), 0);
	const [most] = ctx.snapshot.spaces
		.map(({ id, name }) => ({
			...{ spaceId: id, name },
			more: 2 * textsIn(recent, id) - textsIn(all, id),
		}))
		.toSorted((one, other) => other.more - one.more);
	return most && most.more > 0 ? { kind: 'growing_space', ...most } : null;
}
