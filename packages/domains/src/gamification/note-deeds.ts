import { requestJob } from '@kith/db/jobs';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { noteFound, noteGone, type Changed, type Scope } from './deeds.queries.ts';
import type { Side } from './gamification.schema.ts';
import { reaches, stretchAround } from './reach.ts';
import { publishedRules, type Rule } from './rules-in-force.ts';
import { partiesTouched, settleTogether } from './settle-challenges.ts';
import type { Doubt } from './settle-points.ts';

/** Members that are settled with the event itself; of more, such as when a much liked post goes, a job takes care. */
const AT_ONCE = 20;
const PER_JOB = 100;
export const SETTLE = 'settle-points';

/**
 * Asks the tables what became of the things that something happened to, writes down the difference, and settles what rules
 * give for it. Whatever order events come in and however often, it comes to the same.
 */
// authorize: what happened has happened; the verbs that did it have asked.
export async function noteDeeds(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	scopes: readonly Scope[],
): Promise<void> {
	const changed: Changed[] = [];
	for (const scope of scopes)
		changed.push(...(await noteFound(tx.db, scope)), ...(await noteGone(tx.db, scope)));
	if (changed.length === 0) return;
	const rules = await publishedRules(tx.db);
	const doubts = doubtsBy(rules, changed);
	const { partyIds, memberIds } = await partiesTouched(tx, changed, doubts);
	if (doubts.size <= AT_ONCE && partyIds.length <= AT_ONCE)
		await settleTogether(ctx, tx, { doubts, partyIds });
	else await settleLater(ctx, tx, [...new Set([...doubts.keys(), ...memberIds])]);
}

/** Has all that some members have settled by jobs, in a moment. */
// authorize: the callers have asked.
export async function settleLater(
	{ community, clock }: CommunityContext,
	tx: CommunityTransaction,
	memberIds: readonly string[],
): Promise<void> {
	for (let start = 0; start < memberIds.length; start += PER_JOB) {
		const some = memberIds.slice(start, start + PER_JOB);
		const payload = { communityId: community.id, memberIds: some };
		await requestJob(tx.db, SETTLE, payload, { now: clock.now() });
	}
}

/** By member: the rules that may give them something else now, and when. */
function doubtsBy(rules: readonly Rule[], changed: readonly Changed[]): Map<string, Doubt[]> {
	const doubts = new Map<string, Map<Rule, Doubt>>();
	for (const { kind, memberId, otherId, otherBefore, at, atBefore } of changed) {
		const times = [at, atBefore ?? at].map((time) => time.getTime());
		const [first, last] = [Math.min(...times), Math.max(...times)];
		const sides: [string | null, Side][] = [
			[memberId, 'doer'],
			[otherId, 'other'],
			[otherBefore, 'other'],
		];
		for (const [who, side] of sides) {
			if (!who) continue;
			const of = doubts.get(who) ?? new Map<Rule, Doubt>();
			for (const rule of rules.filter(({ reach }) => reaches(reach, side, kind))) {
				const stretch = stretchAround(rule.reach, first, last);
				of.set(rule, { rule, stretch: together(of.get(rule)?.stretch, stretch) });
			}
			if (of.size > 0) doubts.set(who, of);
		}
	}
	return new Map([...doubts].map(([who, of]) => [who, [...of.values()]]));
}

const together = (a: Doubt['stretch'] | undefined, b: Doubt['stretch']): Doubt['stretch'] =>
	a
		? {
				from: Math.min(a.from, b.from),
				until: Math.max(a.until, b.until),
				since: Math.min(a.since, b.since),
			}
		: b;
