import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { guessTargets } from './guess-targets.ts';
import { faultsAfter, importById, latestImports } from './imports.queries.ts';
import {
	Results,
	RowProblem,
	Task,
	type Import,
	type ImportRef,
	type ImportState,
	type ListProblems,
} from './imports.schema.ts';

const LATEST = 5;

/** A list that is brought in, with the plan it was checked by or the one its headings suggest. */
export async function getImport(ctx: CommunityContext, { importId }: ImportRef): Promise<Import> {
	ctx.authorize('administer', 'Member');
	const row = await importById(ctx.db, importId).executeTakeFirst();
	if (!row) throw new NotFoundError('imports.not_found');
	return toImport(ctx, row);
}

/** The last lists, newest first. */
export async function listImports(ctx: CommunityContext): Promise<Import[]> {
	ctx.authorize('administer', 'Member');
	const rows = await latestImports(ctx.db, LATEST).execute();
	return rows.map((row) => toImport(ctx, row));
}

/** Every row that cannot be taken, in the order of the list. */
export async function listProblems(
	ctx: CommunityContext,
	{ importId, cursor, limit }: ListProblems,
): Promise<Page<RowProblem>> {
	ctx.authorize('administer', 'Member');
	if (!(await importById(ctx.db, importId).executeTakeFirst()))
		throw new NotFoundError('imports.not_found');
	const [after = 0] = decodeCursor(cursor, z.tuple([z.int()])) ?? [];
	const rows = await faultsAfter(ctx.db, importId, after, limit).execute();
	const page = toPage(rows, limit, ({ position }) => [position]);
	return { ...page, items: page.items.map(({ before }) => RowProblem.parse(before)) };
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof importById>['executeTakeFirst']>>>;

function toImport({ snapshot }: CommunityContext, row: Row): Import {
	const { task, total, results, state, ...rest } = row;
	const { name, encoding, separator, headings, samples, plan, report } = Task.parse(task);
	const targets = guessTargets(headings, samples, snapshot.memberFields);
	return {
		...{ ...rest, name, encoding, separator, headings, samples, report },
		state: state as ImportState,
		plan: plan ?? { targets, existing: 'skip', invites: false },
		...{ rows: total, results: Results.parse(results) },
	};
}
