import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import * as z from 'zod';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import {
	challengeRow,
	evidenceRow,
	insertEvidence,
	judge,
	waitingEvidence,
} from './challenges.queries.ts';
import {
	Steps,
	type EvidencePage,
	type HandIn,
	type JudgeEvidence,
	type ListEvidence,
} from './challenges.schema.ts';
import { matesOf, selfIn } from './join-challenge.ts';
import { lockParties, partsOf } from './parties.queries.ts';
import { phaseOf } from './phase.ts';
import { partiesOf, settleTogether } from './settle-challenges.ts';

/**
 * Hands in what a step asks for; one of a team does it for all. Sent again, it was handed in once. Throws
 * `gamification.challenge_not_found`, `gamification.step_not_found`, `gamification.challenge_not_running`, and
 * `gamification.evidence_there` where some waits or was accepted.
 */
// authorize: `selfIn` asks.
export async function handIn(
	ctx: CommunityContext,
	{ id, challengeId, stepId, body, url }: HandIn,
): Promise<void> {
	const memberId = selfIn(ctx);
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const challenge = await challengeRow(tx.db, challengeId).executeTakeFirst();
		const part = await partsOf(tx.db, memberId, challengeId).executeTakeFirst();
		if (challenge?.status !== 'published' || !part)
			throw new NotFoundError('gamification.challenge_not_found');
		const step = Steps.parse(challenge.steps).find((one) => one.id === stepId);
		if (step?.kind !== 'evidence') throw new NotFoundError('gamification.step_not_found');
		const { partyId } = part;
		await lockParties(tx.db, [partyId]).execute();
		const before = await evidenceRow(tx.db, id).executeTakeFirst();
		if (before?.partyId === partyId) return;
		if (phaseOf(challenge, ctx.clock.now()) !== 'running')
			throw new ConflictError('gamification.challenge_not_running');
		const sent = { id, partyId, stepId, memberId, body, url, sentAt: ctx.clock.now() };
		const made = await insertEvidence(tx.db, { ...sent, state: 'waiting' }).executeTakeFirst();
		if (!made) throw new ConflictError('gamification.evidence_there');
	});
}

/**
 * Accepts what was handed in, or sends it back with words. Nobody judges what their own party handed in. Throws
 * `gamification.evidence_not_found`, `gamification.evidence_own`, and `gamification.evidence_decided` with the name of who
 * was faster.
 */
export async function judgeEvidence(
	ctx: CommunityContext,
	{ evidenceId, isAccepted, answer }: JudgeEvidence,
): Promise<void> {
	ctx.authorize('decide', 'Challenge');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const found = await evidenceRow(tx.db, evidenceId).executeTakeFirst();
		if (!found) throw new NotFoundError('gamification.evidence_not_found');
		const { partyId, challengeId, memberId } = found;
		await lockParties(tx.db, [partyId]).execute();
		const decidedBy = memberIdOf(ctx.actor);
		if (decidedBy !== null && (await matesOf(tx, partyId)).includes(decidedBy))
			throw new ConflictError('gamification.evidence_own');
		const state = isAccepted ? 'accepted' : 'returned';
		const verdict = { state, decidedBy, decidedAt: ctx.clock.now(), answer };
		if (!(await judge(tx.db, evidenceId, verdict).executeTakeFirst())) {
			const now = await evidenceRow(tx.db, evidenceId).executeTakeFirst();
			const details = { by: now?.judge ?? '', verdict: now?.state ?? '' };
			throw new ConflictError('gamification.evidence_decided', details);
		}
		const { title } = await challengeRow(tx.db, challengeId).executeTakeFirstOrThrow();
		tx.audit({
			action: isAccepted ? 'evidence.accepted' : 'evidence.returned',
			target: {
				...{ kind: 'challenge', id: challengeId, label: title },
				...(memberId !== null && { memberId }),
			},
			reason: answer,
		});
		if (isAccepted) await settleTogether(ctx, tx, { doubts: new Map(), partyIds: [partyId] });
	});
}

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** What waits for a judge, oldest first. */
export async function evidenceQueue(
	ctx: CommunityContext,
	{ cursor, limit }: ListEvidence,
): Promise<EvidencePage> {
	ctx.authorize('decide', 'Challenge');
	requireModule(ctx, 'gamification');
	const after = decodeCursor(cursor, Keys);
	const from = after && { at: new Date(after[0]), id: after[1] };
	const rows = await waitingEvidence(ctx.db, { after: from, limit }).execute();
	const page = toPage(rows, limit, ({ sentAt, id }) => [sentAt.toISOString(), id]);
	const self = memberIdOf(ctx.actor);
	const own = new Set(self === null ? [] : await partiesOf(ctx, [self]));
	return {
		...page,
		items: page.items.map((row) => {
			const step = Steps.parse(row.steps).find(({ id }) => id === row.stepId);
			const { memberId, handle, name, avatarFileId } = row;
			return {
				...{ id: row.id, body: row.body, url: row.url, sentAt: row.sentAt },
				...{ challenge: row.title, step: step?.title ?? '', team: row.team },
				ask: step?.kind === 'evidence' ? step.ask : '',
				member:
					memberId !== null && handle !== null && name !== null
						? { id: memberId, handle, name, avatarFileId }
						: null,
				isOwn: own.has(row.partyId),
			};
		}),
	};
}
