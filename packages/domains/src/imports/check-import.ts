import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { createRowCheck, type Fault, type Row } from './check-rows.ts';
import { deleteFaults, insertFaults, lockImport, updateImport } from './imports.queries.ts';
import {
	SHOWN_PROBLEMS,
	Task,
	type CheckImport,
	type Plan,
	type Problem,
	type Report,
	type RowProblem,
} from './imports.schema.ts';
import { givableBy, knownNames, type Givable } from './known-names.ts';
import { openList } from './list-file.ts';
import { standingsOf } from './member-standings.ts';
import type { List } from './read-list.ts';

const AT_ONCE = 1000;
const KEPT_AT_ONCE = 1000;

/**
 * Goes through a whole list without bringing anybody in, and keeps what is wrong with which row. Throws
 * `imports.not_found`, `imports.started`, `imports.no_email_column`, `imports.same_target`.
 */
export async function checkImport(
	ctx: CommunityContext,
	{ importId, plan }: CheckImport,
): Promise<Report> {
	ctx.authorize('administer', 'Member');
	const row = await lockImport(ctx.db, importId).executeTakeFirst();
	if (!row) throw new NotFoundError('imports.not_found');
	const task = Task.parse(row.task);
	requirePlan(plan, task);
	if (plan.targets.includes('labels')) ctx.authorize('create', 'Note');
	const list = await openList(ctx, importId, task);
	const { rows, faults } = await goThrough(ctx, list, {
		plan,
		...{ rank: ctx.grants.rank, ...givableBy(ctx) },
	});
	const problems = faults.map((fault) => toProblem(fault, task.headings));
	const report = reportOf(rows, problems);
	await ctx.transaction(async (tx) => {
		const still = await lockImport(tx.db, importId).executeTakeFirst();
		if (still?.state !== 'draft' && still?.state !== 'checked')
			throw new ConflictError('imports.started');
		await deleteFaults(tx.db, importId).execute();
		for (let at = 0; at < problems.length; at += KEPT_AT_ONCE) {
			const part = problems.slice(at, at + KEPT_AT_ONCE);
			const kept = part.map((before) => ({ position: before.row, before }));
			await insertFaults(tx.db, importId, kept).execute();
		}
		const { rank } = ctx.grants;
		const checked = {
			...{ ...task, plan, report, rank, ...givableBy(ctx), actor: ctx.actor },
		};
		await updateImport(tx.db, importId, { state: 'checked', task: checked }).execute();
	});
	return report;
}

function requirePlan({ targets }: Plan, { headings }: Task): void {
	if (targets.length !== headings.length) throw new InvalidError('imports.not_found');
	if (!targets.includes('email')) throw new InvalidError('imports.no_email_column');
	const used = targets.filter((target) => target !== 'ignore');
	if (new Set(used).size < used.length) throw new InvalidError('imports.same_target');
}

export type Checked = Row & { isThere: boolean };

/** Every row of a list checked, against the list itself and against who is here. */
// authorize: the verbs of imports have asked.
export async function goThrough(
	ctx: CommunityContext,
	{ rows: all }: List,
	{ plan, rank, ...given }: Givable & { plan: Plan; rank: number },
): Promise<{ rows: Checked[]; faults: Fault[] }> {
	const { targets } = plan;
	const check = createRowCheck(targets, await knownNames(ctx, { ...given, targets, rows: all }));
	const rows: Checked[] = [];
	const faults: Fault[] = [];
	for (let at = 0; at < all.length; at += AT_ONCE) {
		const part = all.slice(at, at + AT_ONCE).map((cells, index) => check(cells, at + index + 2));
		const good = part.filter((one): one is Row => !('problem' in one));
		const standings = await standingsOf(
			ctx,
			good.map(({ email }) => email),
			rank,
		);
		for (const one of part) {
			if ('problem' in one) {
				faults.push(one);
				continue;
			}
			const standing = standings.get(one.email) ?? 'fresh';
			if (standing === 'fresh' || standing === 'there')
				rows.push({ ...one, isThere: standing === 'there' });
			else faults.push({ row: one.row, problem: standing, at: null, value: one.email });
		}
	}
	return { rows, faults };
}

function toProblem({ row, problem, at, value }: Fault, headings: readonly string[]): RowProblem {
	const kept = value.toWellFormed().replaceAll('\u0000', '');
	return { row, problem, column: at === null ? '' : (headings[at] ?? ''), value: kept };
}

function reportOf(rows: readonly Checked[], faults: readonly RowProblem[]): Report {
	const problems: Partial<Record<Problem, number>> = {};
	for (const { problem } of faults) problems[problem] = (problems[problem] ?? 0) + 1;
	const existing = rows.filter(({ isThere }) => isThere).length;
	return {
		...{ fresh: rows.length - existing, existing, bad: faults.length, problems },
		first: faults.slice(0, SHOWN_PROBLEMS),
	};
}
