import { requestJob } from '@kith/db/jobs';
import { memberIdOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import { InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { assignableRole } from '../members/index.ts';
import { NOBODY } from '../permissions/permission.ts';
import { requireOwn } from '../roles/index.ts';
import { wantedBy } from '../roster/index.ts';
import { EVERYBODY } from '../roster/roster.schema.ts';
import {
	deleteOldBatches,
	insertBatch,
	insertReached,
	reachCounts,
	updateBatch,
	type Reach,
} from './batches.queries.ts';
import {
	isFinal,
	KEPT_DAYS,
	MOST_MEMBERS,
	Starter,
	UNDO_MINUTES,
	type BulkAction,
	type BulkPreview,
	type PreviewBulk,
	type StartBulk,
} from './batches.schema.ts';

/** How many an action would reach, and how many not, and why. Throws as `startBulk` does. */
export async function previewBulk(ctx: CommunityContext, input: PreviewBulk): Promise<BulkPreview> {
	ctx.authorize('administer', 'Member');
	requireAction(ctx, input.action);
	return reachCounts(ctx.db, reachOf(ctx, input)).executeTakeFirstOrThrow();
}

/**
 * Does one thing to many members below the actor, as a job that can be undone for ten minutes; what nobody could
 * put back waits for as long before it is done. Throws `batches.nobody`, `batches.members_not_found`, `batches.too_many`, `members.role_above_own`, `spaces.not_found`.
 */
export async function startBulk(ctx: CommunityContext, input: StartBulk): Promise<void> {
	ctx.authorize('administer', 'Member');
	requireAction(ctx, input.action);
	const reach = reachOf(ctx, input);
	const now = ctx.clock.now();
	const waits = isFinal(input.action);
	const runAt = addSeconds(now, waits ? UNDO_MINUTES * 60 : 0);
	await ctx.transaction(async (tx) => {
		await deleteOldBatches(tx.db, addSeconds(now, -KEPT_DAYS * 86_400)).execute();
		const task = { action: input.action, rank: ctx.grants.rank, actor: Starter.parse(ctx.actor) };
		const kept = { ...task, staffName: ctx.staffName };
		const batch = { id: input.id, kind: 'bulk' as const, task: kept, createdAt: now };
		const inserted = await insertBatch(tx.db, {
			...batch,
			startedBy: memberIdOf(ctx.actor),
			...{ state: waits ? 'waiting' : 'running', undoUntil: waits ? runAt : null },
		}).executeTakeFirst();
		if (!inserted) return;
		const { numInsertedOrUpdatedRows } = await insertReached(
			...([tx.db, input.id, reach, MOST_MEMBERS + 1] as const),
		).executeTakeFirstOrThrow();
		const total = Number(numInsertedOrUpdatedRows);
		if (total === 0) throw new NotFoundError('batches.members_not_found');
		if (total > MOST_MEMBERS) throw new LimitReachedError('batches.too_many');
		await updateBatch(tx.db, input.id, { total }).execute();
		tx.audit({
			...{
				action: 'bulk.started',
				target: { kind: 'bulk', id: input.id, label: input.action.kind },
			},
			after: { ...input.action, total },
		});
		const payload = { communityId: ctx.community.id, batchId: input.id };
		await requestJob(tx.db, 'run-bulk', payload, {
			now,
			runAt,
			queue: `bulk:${payload.communityId}`,
		});
	});
}

function reachOf(ctx: CommunityContext, { action, memberIds, filter }: PreviewBulk): Reach {
	if (memberIds === undefined && filter === undefined) throw new InvalidError('batches.nobody');
	const owner = ctx.snapshot.roles.find(({ key }) => key === 'owner');
	return {
		...{ kind: action.kind, memberIds: memberIds ?? null },
		wanted: wantedBy(ctx, filter ?? EVERYBODY),
		rank: Math.min(ctx.grants.rank, owner?.rank ?? ctx.grants.rank),
		selfId: memberIdOf(ctx.actor) ?? NOBODY,
	};
}

function requireAction(ctx: CommunityContext, action: BulkAction): void {
	switch (action.kind) {
		case 'give_role':
		case 'take_role': {
			ctx.authorize('assign', 'Member');
			const role = assignableRole(ctx, action.roleKey);
			if (role.key === 'member' || role.scope === 'space')
				throw new NotFoundError('roles.not_found');
			if (action.kind === 'give_role') requireOwn(ctx, {}, role.permissions);
			break;
		}
		case 'add_space':
		case 'remove_space':
			requirePrivateSpace(ctx, action.spaceId);
			break;
		case 'add_label':
		case 'remove_label':
			ctx.authorize('create', 'Note');
			break;
		case 'restrict':
		case 'lift':
			ctx.authorize('silence', 'Member');
			break;
		case 'ban':
			ctx.authorize('ban', 'Member');
			break;
		case 'remove':
			ctx.authorize('remove', 'Member');
	}
}

/** Nobody is let into what everybody enters. */
function requirePrivateSpace(ctx: CommunityContext, spaceId: string): void {
	ctx.authorize('update', 'Space', { id: spaceId });
	const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space || !ctx.grants.spaces.readable.includes(spaceId))
		throw new NotFoundError('spaces.not_found');
	if (space.visibility !== 'private') throw new InvalidError('batches.open_space');
}
