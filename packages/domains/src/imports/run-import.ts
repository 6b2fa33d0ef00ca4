import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { Starter } from '../batches/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { createRowCheck } from './check-rows.ts';
import { importById, lockImport, updateImport } from './imports.queries.ts';
import { PAGE, Results, Task, type Plan } from './imports.schema.ts';
import { knownNames, type Givable } from './known-names.ts';
import { listKey, openList } from './list-file.ts';
import { writeRows } from './write-rows.ts';
import type { List } from './read-list.ts';

/** A process that was killed is taken over from by the job that it asked for before. */
const TAKE_OVER_SECONDS = 120;

type Payload = { communityId: string; importId: string };

/**
 * The job behind an import: five hundred rows are one transaction, with how far it is; so it goes on where it was
 * interrupted, and nobody comes in twice.
 */
export async function runImport(services: Services, payload: Payload): Promise<void> {
	const { communityId, importId } = payload;
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const row = await importById(services.communityDb(community), importId).executeTakeFirst();
	if (row?.state !== 'running') return;
	const task = Task.parse(row.task);
	if (!task.plan) return;
	const actor = Starter.parse(task.actor);
	const ctx = await createJobContext(services, community, 'run-import', { actor });
	const list = await openList(ctx, importId, task);
	const rows = await checkedRows(ctx, list, { ...task, plan: task.plan });
	for (let isMore = true; isMore;) {
		await askForSuccessor(services, payload);
		isMore = await runPage(ctx, importId, { rows, plan: task.plan, rank: task.rank });
	}
	await services.blobs.delete(listKey(communityId, importId));
}

async function askForSuccessor(services: Services, payload: Payload): Promise<void> {
	const now = services.clock.now();
	const key = `run-import:${payload.communityId}:${payload.importId}`;
	const runAt = addSeconds(now, TAKE_OVER_SECONDS);
	await requestJob(services.platform, 'run-import', payload, { key, now, runAt });
}

type Rows = ReturnType<ReturnType<typeof createRowCheck>>[];

async function checkedRows(
	ctx: CommunityContext,
	{ rows }: List,
	{ plan: { targets }, roleIds, spaceIds }: Givable & { plan: Plan },
): Promise<Rows> {
	const check = createRowCheck(
		targets,
		await knownNames(ctx, { roleIds, spaceIds, targets, rows }),
	);
	return rows.map((cells, index) => check(cells, index + 2));
}

async function runPage(
	ctx: CommunityContext,
	importId: string,
	{ rows, plan, rank }: { rows: Rows; plan: Plan; rank: number },
): Promise<boolean> {
	ctx.authorize('administer', 'Member');
	return ctx.transaction(async (tx) => {
		const row = await lockImport(tx.db, importId).executeTakeFirst();
		if (row?.state !== 'running') return false;
		const page = rows.slice(row.done, row.done + PAGE);
		const good = page.flatMap((one) => ('problem' in one ? [] : [one]));
		const wrote = await writeRows(ctx, tx, good, { plan, rank });
		const before = Results.parse(row.results);
		const done = row.done + page.length;
		const isOver = done >= rows.length;
		const results: Results = {
			added: before.added + wrote.added,
			updated: before.updated + wrote.updated,
			skipped: before.skipped + wrote.skipped,
			bad: before.bad + wrote.bad + (page.length - good.length),
		};
		await updateImport(tx.db, importId, {
			...{ done, results },
			...(isOver && { state: 'done' }),
		}).execute();
		return !isOver;
	});
}
