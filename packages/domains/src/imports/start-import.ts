import { requestJob } from '@kith/db/jobs';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { lockImport, updateImport } from './imports.queries.ts';
import { givableBy } from './known-names.ts';
import { Task, type ImportRef } from './imports.schema.ts';

/**
 * Brings in what was checked last, as a job. Rows that cannot be taken are left out. Starting twice is starting once.
 * Throws `imports.not_found`, `imports.not_checked`.
 */
export async function startImport(ctx: CommunityContext, { importId }: ImportRef): Promise<void> {
	ctx.authorize('administer', 'Member');
	await ctx.transaction(async (tx) => {
		const row = await lockImport(tx.db, importId).executeTakeFirst();
		if (!row) throw new NotFoundError('imports.not_found');
		if (row.state === 'running' || row.state === 'done') return;
		const task = Task.parse(row.task);
		if (row.state !== 'checked' || !task.plan) throw new ConflictError('imports.not_checked');
		const { rank } = ctx.grants;
		const started = { ...task, rank, ...givableBy(ctx), actor: ctx.actor };
		await updateImport(tx.db, importId, { state: 'running', task: started }).execute();
		tx.audit({
			...{ action: 'imports.started', target: { kind: 'import', id: importId, label: task.name } },
			after: { rows: row.total, existing: task.plan.existing, invites: task.plan.invites },
		});
		const payload = { communityId: ctx.community.id, importId };
		await requestJob(tx.db, 'run-import', payload, { now: ctx.clock.now() });
	});
}
