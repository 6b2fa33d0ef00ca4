import { newId } from '@kith/kernel/ids';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { groupProvider } from './account-rows.ts';
import { alignMembers } from './align-groups.ts';
import type { GroupChange, GroupWish } from './group-wish.ts';
import { invalid, notThere, ScimError, taken } from './scim-error.ts';
import { insertAccounts, knownAmong, membersOfUsers, takeOutOfGroup } from './scim.queries.ts';
import { MOST_GROUPS, SCIM, type Group, type ScimSetting } from './scim.schema.ts';
import { keepScim, lockScim, scimNow } from './setting.ts';

/** Adds a group. A 409 where one of this name is there, unless it is the same one with nobody new in it. */
// authorize: the directory's token is the proof.
export async function createGroup(ctx: CommunityContext, wish: GroupWish): Promise<Group> {
	const { displayName, externalId, memberIds } = wish;
	return ctx.transaction(async (tx) => {
		const setting = await lockScim(ctx, tx);
		requireFree(setting, null, wish);
		if (Object.keys(setting.groups).length >= MOST_GROUPS)
			throw new ScimError(413, 'tooMany', `A community keeps ${MOST_GROUPS} groups.`);
		const at = ctx.clock.now().toISOString();
		const group: Group = { id: newId(), displayName, externalId, madeAt: at, changedAt: at };
		await keep(ctx, tx, setting, group);
		await putIn(ctx, tx, group.id, memberIds, setting.rules);
		return group;
	});
}

/** Changes a group and who is in it: all of it or nothing. Throws a 404. */
// authorize: the directory's token is the proof.
export async function changeGroup(
	ctx: CommunityContext,
	groupId: string,
	{ steps, ...fields }: GroupChange,
): Promise<Group> {
	return ctx.transaction(async (tx) => {
		const setting = await lockScim(ctx, tx);
		const before = setting.groups[groupId];
		if (!before) throw notThere('group');
		const group = { ...before, ...fields, changedAt: ctx.clock.now().toISOString() };
		requireFree(setting, groupId, group);
		await keep(ctx, tx, setting, group, before);
		for (const { kind, memberIds } of steps) {
			if (kind === 'add') await putIn(ctx, tx, groupId, memberIds, setting.rules);
			else await takeOut(ctx, tx, groupId, kind === 'all' ? null : memberIds, setting.rules);
		}
		return group;
	});
}

/** Writes a whole group anew. */
// authorize: the directory's token is the proof.
export const replaceGroup = (ctx: CommunityContext, groupId: string, wish: GroupWish) =>
	changeGroup(ctx, groupId, {
		...{ displayName: wish.displayName, externalId: wish.externalId },
		steps: [
			{ kind: 'all', memberIds: [] },
			{ kind: 'add', memberIds: wish.memberIds },
		],
	});

/** Removes a group, with its rules and what they gave. Throws a 404. */
// authorize: the directory's token is the proof.
export async function removeGroup(ctx: CommunityContext, groupId: string): Promise<void> {
	await ctx.transaction(async (tx) => {
		const setting = await lockScim(ctx, tx);
		const { [groupId]: before, ...groups } = setting.groups;
		if (!before) throw notThere('group');
		const rules = setting.rules.filter(({ value }) => value !== groupId);
		await keepScim(ctx, tx, { ...setting, groups, rules });
		await takeOut(ctx, tx, groupId, null, rules);
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget(SCIM) },
			...{ before: { group: before.displayName }, after: {} },
		});
	});
}

/** A group; throws a 404. */
// authorize: the directory's token is the proof.
export async function groupById(ctx: CommunityContext, groupId: string): Promise<Group> {
	const group = (await scimNow(ctx)).groups[groupId];
	if (!group) throw notThere('group');
	return group;
}

function requireFree(
	{ groups }: ScimSetting,
	groupId: string | null,
	{ displayName, externalId }: Pick<GroupWish, 'displayName' | 'externalId'>,
): void {
	const others = Object.values(groups).filter(({ id }) => id !== groupId);
	const isSame = (one: string) => one.toLowerCase() === displayName.toLowerCase();
	if (others.some((one) => isSame(one.displayName)))
		throw taken('Another group has this displayName.');
	if (externalId !== null && others.some((one) => one.externalId === externalId))
		throw taken('Another group has this externalId.');
}

async function keep(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	setting: ScimSetting,
	group: Group,
	before?: Group,
): Promise<void> {
	await keepScim(ctx, tx, { ...setting, groups: { ...setting.groups, [group.id]: group } });
	tx.audit({
		...{ action: 'settings.updated', target: settingTarget(SCIM) },
		...{ before: before ? { group: before.displayName } : {}, after: { group: group.displayName } },
	});
}

type Rules = ScimSetting['rules'];

async function putIn(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	groupId: string,
	memberIds: readonly string[],
	rules: Rules,
): Promise<void> {
	if (memberIds.length === 0) return;
	const known = await knownAmong(tx.db, memberIds).execute();
	const missing = memberIds.find((id) => !known.some((one) => one.id === id));
	if (missing) throw invalid(`The directory has brought in no user with the id ${missing}.`);
	const providerId = groupProvider(groupId);
	const rows = known.map(({ userId }) => ({ userId, providerId, accountId: userId }));
	await insertAccounts(tx.db, rows, ctx.clock.now()).execute();
	await alignMembers(ctx, tx, known.map(({ id }) => id).toSorted(), rules);
}

/** Takes members out of a group, or everybody. Who is not in it stays out. */
async function takeOut(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	groupId: string,
	memberIds: readonly string[] | null,
	rules: Rules,
): Promise<void> {
	const userIds =
		memberIds && (await knownAmong(tx.db, memberIds).execute()).map(({ userId }) => userId);
	const gone = await takeOutOfGroup(tx.db, groupId, userIds).execute();
	const ids = gone.map(({ userId }) => userId);
	const left = await membersOfUsers(tx.db, ids).execute();
	await alignMembers(
		ctx,
		tx,
		left.map(({ id }) => id),
		rules,
	);
}
