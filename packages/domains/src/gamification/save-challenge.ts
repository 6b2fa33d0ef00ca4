import { isDeepStrictEqual } from 'node:util';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { asItWas } from '@kith/kernel/as-it-was';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import {
	changeChallenge,
	countChallenges,
	dropChallenge,
	insertChallenge,
	lockChallenge,
} from './challenges.queries.ts';
import {
	MOST_CHALLENGES,
	Steps,
	type ChallengeRef,
	type ChangeChallenge,
	type SaveChallenge,
} from './challenges.schema.ts';
import { isCounted } from './measure.ts';
import { phaseOf, teamOf } from './phase.ts';
import { requireExpressions } from './require-sound.ts';
import { badgesThere, takeTurn } from './rules.queries.ts';

/**
 * Makes a challenge, or changes one; sent again, a new one is there once. What members agreed to when they joined stays as
 * it is: only its title, words and sign change then. Throws `gamification.challenge_not_found`,
 * `gamification.changed_meanwhile`, `gamification.challenge_fixed`, `gamification.too_many_challenges`,
 * `gamification.badge_not_found`, and as `requireExpressions`.
 */
export async function saveChallenge(
	ctx: CommunityContext,
	{ id, version, ...fields }: SaveChallenge,
): Promise<void> {
	ctx.authorize('update', 'Challenge');
	requireModule(ctx, 'gamification');
	for (const step of fields.steps) if (isCounted(step)) requireExpressions(step.when);
	await ctx.transaction(async (tx) => {
		const { team, steps, ...plain } = fields;
		const row = {
			...{ ...plain, steps: JSON.stringify(steps) },
			...{ teamLeast: team?.least ?? 1, teamMost: team?.most ?? 1 },
		};
		const target = targetOf({ id, title: fields.title });
		if (version === null) {
			await takeTurn(tx.db).execute();
			const { count } = await countChallenges(tx.db).executeTakeFirstOrThrow();
			await requireBadge(tx, fields.badgeId);
			const made = { id, ...row, status: 'draft', createdAt: ctx.clock.now() };
			if (!(await insertChallenge(tx.db, made).executeTakeFirst())) return;
			if (count >= MOST_CHALLENGES) throw new LimitReachedError('gamification.too_many_challenges');
			tx.audit({ action: 'challenges.created', target, after: fields });
			return;
		}
		const before = await challengeAt(tx, id, version);
		const isFixed = before.members > 0 || phaseOf(before, ctx.clock.now()) === 'over';
		if (before.status === 'published' && isFixed && !saysTheSame(before, fields))
			throw new ConflictError('gamification.challenge_fixed');
		if (before.badgeId !== fields.badgeId) await requireBadge(tx, fields.badgeId);
		await changeChallenge(tx.db, id, row).execute();
		const was = asItWas({ ...before, team: teamOf(before) }, fields);
		tx.audit({ action: 'challenges.updated', target, before: was, after: fields });
	});
}

type Locked = Awaited<ReturnType<typeof challengeAt>>;

/** Whether nothing changes of what members joined for. */
function saysTheSame(
	before: Locked,
	{ startsAt, endsAt, places, points, badgeId, steps, team }: Omit<SaveChallenge, 'id' | 'version'>,
): boolean {
	const agreed = { startsAt, endsAt, places, points, badgeId, steps, team };
	return isDeepStrictEqual(agreed, {
		...{ startsAt: before.startsAt, endsAt: before.endsAt, places: before.places },
		...{ points: before.points, badgeId: before.badgeId },
		...{ steps: Steps.parse(before.steps), team: teamOf(before) },
	});
}

/** Shows a draft to members. Throws as `saveChallenge`, and `gamification.challenge_over` where its end is past. */
export async function publishChallenge(
	ctx: CommunityContext,
	{ challengeId, version }: ChangeChallenge,
): Promise<void> {
	ctx.authorize('update', 'Challenge');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const row = await challengeAt(tx, challengeId, version);
		if (row.status !== 'draft') return;
		if (row.endsAt <= ctx.clock.now()) throw new ConflictError('gamification.challenge_over');
		await requireBadge(tx, row.badgeId);
		await changeChallenge(tx.db, challengeId, { status: 'published' }).execute();
		tx.audit({ action: 'challenges.published', target: targetOf(row) });
	});
}

/**
 * Ends a challenge that is running: what was done up to now counts, and what was handed in is still judged. Throws as
 * `saveChallenge`, and `gamification.challenge_not_running`.
 */
export async function endChallenge(
	ctx: CommunityContext,
	{ challengeId, version }: ChangeChallenge,
): Promise<void> {
	ctx.authorize('update', 'Challenge');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const row = await challengeAt(tx, challengeId, version);
		const now = ctx.clock.now();
		if (phaseOf(row, now) !== 'running' || now <= row.startsAt)
			throw new ConflictError('gamification.challenge_not_running');
		await changeChallenge(tx.db, challengeId, { endsAt: now }).execute();
		tx.audit({
			...{ action: 'challenges.ended', target: targetOf(row) },
			...{ before: { endsAt: row.endsAt.toISOString() }, after: { endsAt: now.toISOString() } },
		});
	});
}

/**
 * Takes a challenge off the lists: a draft is gone, another one ends and stays in the books with what it gave. Pressed
 * again, it changes nothing. Throws `gamification.challenge_not_found`.
 */
export async function removeChallenge(
	ctx: CommunityContext,
	{ challengeId }: ChallengeRef,
): Promise<void> {
	ctx.authorize('delete', 'Challenge');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const row = await lockChallenge(tx.db, challengeId).executeTakeFirst();
		if (!row) throw new NotFoundError('gamification.challenge_not_found');
		if (row.status === 'archived') return;
		const target = targetOf(row);
		if (row.status === 'draft') {
			await dropChallenge(tx.db, challengeId).execute();
			tx.audit({ action: 'challenges.removed', target });
			return;
		}
		const now = ctx.clock.now();
		const isRunning = phaseOf(row, now) === 'running' && now > row.startsAt;
		const change = { status: 'archived', ...(isRunning && { endsAt: now }) };
		await changeChallenge(tx.db, challengeId, change).execute();
		tx.audit({ action: 'challenges.archived', target });
	});
}

async function challengeAt(tx: CommunityTransaction, challengeId: string, version: number) {
	const row = await lockChallenge(tx.db, challengeId).executeTakeFirst();
	if (!row || row.status === 'archived')
		throw new NotFoundError('gamification.challenge_not_found');
	if (row.version !== version) throw new ConflictError('gamification.changed_meanwhile');
	return row;
}

async function requireBadge(tx: CommunityTransaction, badgeId: string | null): Promise<void> {
	if (badgeId === null) return;
	const found = await badgesThere(tx.db, [badgeId]).executeTakeFirst();
	if (!found) throw new NotFoundError('gamification.badge_not_found');
}

const targetOf = ({ id, title }: { id: string; title: string }) => ({
	...{ kind: 'challenge', id, label: title },
});
