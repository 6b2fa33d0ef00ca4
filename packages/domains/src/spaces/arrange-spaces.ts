import { NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { BY_HAND, entryThatStays, giveSpaces, takeSpaces, type Taken } from '../grants/index.ts';
import { sayInOurWords } from './create-space.ts';
import {
	deleteGroupRow,
	insertGroup,
	nameOfMember,
	placeGroup,
	placeSpace,
	renameGroupRow,
	spaceById,
} from './spaces.queries.ts';
import type { ArrangeSpaces, CreateGroup, GroupRef, LetIn, RenameGroup } from './spaces.schema.ts';

/**
 * Puts groups and spaces in the order given; what is not named keeps its place. Throws `spaces.group_not_found` for
 * spaces put into a group that is not there.
 */
export async function arrangeSpaces(ctx: CommunityContext, input: ArrangeSpaces): Promise<void> {
	ctx.authorize('administer', 'Space');
	const now = orderNow(ctx, input.groups);
	const groupIds = input.groups.map(({ groupId }) => groupId);
	const places = input.groups
		.flatMap(({ groupId, spaceIds }) => spaceIds.map((spaceId) => ({ spaceId, groupId })))
		.map((place, position) => ({ ...place, position }));
	// Rows in one order for everybody: two people arranging at once wait for each other, never in a circle.
	const inOrder = places.toSorted((one, other) => (one.spaceId < other.spaceId ? -1 : 1));
	await ctx
		.transaction(async (tx) => {
			for (const groupId of groupIds.filter((id) => id !== null).toSorted())
				await placeGroup(tx.db, groupId, groupIds.indexOf(groupId)).execute();
			for (const { spaceId, ...place } of inOrder)
				await placeSpace(tx.db, spaceId, place).execute();
			tx.audit({
				action: 'spaces.arranged',
				target: { kind: 'spaces', id: 'spaces', label: '' },
				...{ before: { order: ordered(ctx, now) }, after: { order: ordered(ctx, input.groups) } },
			});
			tx.touchCommunity();
		})
		.catch(sayInOurWords);
}

type Order = readonly { groupId: string | null; spaceIds: readonly string[] }[];

/** The spaces that are arranged anew, as they stand before. */
function orderNow({ snapshot }: CommunityContext, arranged: Order): Order {
	const ids = arranged.flatMap(({ spaceIds }) => spaceIds);
	const named = snapshot.spaces.filter(({ id }) => ids.includes(id));
	const groups = [null, ...snapshot.groups.map(({ id }) => id)];
	return groups
		.map((groupId) => ({
			groupId,
			spaceIds: named.filter((space) => space.groupId === groupId).map(({ id }) => id),
		}))
		.filter(({ groupId, spaceIds }) => {
			const isArranged = arranged.some((one) => one.groupId === groupId);
			return isArranged || spaceIds.length > 0;
		});
}

/** An order in words: each group with its spaces. */
function ordered({ snapshot }: CommunityContext, order: Order): string[] {
	const space = (id: string) => snapshot.spaces.find((one) => one.id === id)?.name ?? id;
	const group = (id: string | null) => snapshot.groups.find((one) => one.id === id)?.name ?? '–';
	return order.map(
		({ groupId, spaceIds }) => `${group(groupId)}: ${spaceIds.map(space).join(', ')}`,
	);
}

/** Adds a group at the end of the navigation; it shows once it holds a space. */
export async function createGroup(ctx: CommunityContext, { name }: CreateGroup): Promise<GroupRef> {
	ctx.authorize('administer', 'Space');
	const groupId = newId();
	await ctx.transaction(async (tx) => {
		await insertGroup(tx.db, groupId, name).execute();
		tx.audit({ action: 'groups.created', target: { kind: 'group', id: groupId, label: name } });
		tx.touchCommunity();
	});
	return { groupId };
}

/** Gives a group another name. */
export async function renameGroup(
	ctx: CommunityContext,
	{ groupId, name }: RenameGroup,
): Promise<void> {
	ctx.authorize('administer', 'Space');
	await ctx.transaction(async (tx) => {
		const renamed = await renameGroupRow(tx.db, groupId, name).executeTakeFirst();
		if (!renamed) throw new NotFoundError('spaces.group_not_found');
		const before = ctx.snapshot.groups.find(({ id }) => id === groupId)?.name ?? null;
		tx.audit({
			...{ action: 'groups.renamed', target: { kind: 'group', id: groupId, label: name } },
			...{ before: { name: before }, after: { name } },
		});
		tx.touchCommunity();
	});
}

/** Deletes a group; its spaces stay, without one. */
export async function deleteGroup(ctx: CommunityContext, { groupId }: GroupRef): Promise<void> {
	ctx.authorize('delete', 'Space');
	await ctx.transaction(async (tx) => {
		const gone = await deleteGroupRow(tx.db, groupId).executeTakeFirst();
		if (!gone) throw new NotFoundError('spaces.group_not_found');
		tx.audit({
			action: 'groups.deleted',
			target: { kind: 'group', id: groupId, label: gone.name },
		});
		tx.touchCommunity();
	});
}

/** Lets a member into a private space, or out of it as far as a hand let them in; says what still lets them in. */
export async function setSpaceMember(
	ctx: CommunityContext,
	{ spaceId, memberId, allowed }: LetIn,
): Promise<Taken> {
	ctx.authorize('update', 'Space', { id: spaceId });
	const grant = { memberId, source: BY_HAND };
	return ctx
		.transaction(async (tx) => {
			const space = await spaceById(tx.db, spaceId).executeTakeFirst();
			if (!space) throw new NotFoundError('spaces.not_found');
			const changed = allowed
				? await giveSpaces(tx.db, grant, [spaceId]).executeTakeFirst()
				: await takeSpaces(tx.db, grant, { only: [spaceId] }).executeTakeFirst();
			const stays = allowed ? [] : await entryThatStays(ctx, tx, memberId, space);
			if (!changed) return { stays };
			const member = await nameOfMember(tx.db, memberId).executeTakeFirst();
			tx.audit({
				action: allowed ? 'spaces.let_in' : 'spaces.let_out',
				target: { kind: 'member', id: memberId, label: member?.name ?? '', memberId, spaceId },
				after: { space: space.name },
			});
			tx.touchMember(memberId);
			return { stays };
		})
		.catch(sayInOurWords);
}
