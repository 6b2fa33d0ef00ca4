import { ConflictError, ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { requireMayOpen } from '../tiers/index.ts';
import type {
	Level,
	Levels,
	LevelsTried,
	LevelsView,
	SaveLevels,
	TryLevels,
} from './awards.schema.ts';
import { standings } from './levels-kept.queries.ts';
import { readLevels, writeLevels } from './levels.queries.ts';
import { isOnlyFun } from './only-fun.ts';
import { recountLater } from './recount.ts';

/** The levels with how many stand at each. */
export async function listLevels(ctx: CommunityContext): Promise<LevelsView> {
	ctx.authorize('read', 'PointRule');
	requireModule(ctx, 'gamification');
	const { levels, version } = await readLevels(ctx.db);
	const rows = await standings(ctx.db, {
		...{ now: ctx.clock.now(), is: stepsOf(levels), would: stepsOf(levels) },
	}).execute();
	const members = levels.levels.map((_, at) => sumOf(rows, ({ stands }) => stands === at));
	return { levels, version, members };
}

/** What other levels would change now, for how many members: counted in one statement, nothing is kept. Throws as saving does. */
export async function tryLevels(
	ctx: CommunityContext,
	{ levels }: TryLevels,
): Promise<LevelsTried> {
	ctx.authorize('update', 'PointRule');
	requireModule(ctx, 'gamification');
	const { levels: before } = await readLevels(ctx.db);
	requireNew(ctx, before.levels, levels.levels);
	const [is, would] = [stepsOf(before), stepsOf(levels)];
	const rows = await standings(ctx.db, { now: ctx.clock.now(), is, would }).execute();
	return {
		rise: sumOf(rows, ({ stands, reaches }) => reaches > stands),
		fall: sumOf(rows, ({ stands, reaches }) => reaches < stands),
		same: sumOf(rows, ({ stands, reaches }) => reaches === stands),
		members: levels.levels.map((_, at) => sumOf(rows, ({ reaches }) => reaches === at)),
	};
}

const stepsOf = ({ levels }: Levels) => ({
	...{ points: levels.map(({ points }) => points), top: levels.length - 1 },
});

type Standing = { stands: number; reaches: number; count: number };
const sumOf = (rows: readonly Standing[], isMeant: (row: Standing) => boolean): number =>
	rows.reduce((sum, row) => sum + (isMeant(row) ? row.count : 0), 0);

/**
 * Arranges the levels anew; what they bring follows in a moment. Whoever lets a level open something must be able to open
 * it for a single member, and a role that decides about others cannot be won. Throws `gamification.changed_meanwhile`,
 * `gamification.role_keeps_order`, and as `requireMayOpen`.
 */
export async function saveLevels(
	ctx: CommunityContext,
	{ levels, version }: SaveLevels,
): Promise<void> {
	ctx.authorize('update', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const before = await readLevels(tx.db);
		requireNew(ctx, before.levels.levels, levels.levels);
		const saved = await writeLevels(tx.db, levels, version, ctx.clock.now()).executeTakeFirst();
		if (!saved) throw new ConflictError('gamification.changed_meanwhile');
		await recountLater(ctx, tx);
		tx.audit({
			action: 'levels.updated',
			target: { kind: 'settings', id: 'levels', label: '' },
			...{ before: before.levels, after: levels },
		});
		tx.touchCommunity();
	});
}

function requireNew(
	ctx: CommunityContext,
	before: readonly Level[],
	after: readonly Level[],
): void {
	const [known, wanted] = [broughtBy(before), broughtBy(after)];
	for (const roleId of wanted.roleIds) {
		const role = ctx.snapshot.roles.find(({ id }) => id === roleId);
		if (!role) throw new NotFoundError('roles.not_found');
		if (!isOnlyFun(role)) throw new ForbiddenError('gamification.role_keeps_order');
		if (!known.roleIds.has(roleId)) requireMayOpen(ctx, [{ kind: 'role', roleId }]);
	}
	for (const spaceId of wanted.spaceIds)
		if (!known.spaceIds.has(spaceId)) requireMayOpen(ctx, [{ kind: 'space', spaceId }]);
}

const broughtBy = (levels: readonly Level[]) => ({
	roleIds: new Set(levels.flatMap(({ roleId }) => (roleId ? [roleId] : []))),
	spaceIds: new Set(levels.flatMap(({ spaceIds }) => spaceIds)),
});
