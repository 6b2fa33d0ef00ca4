import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { SpaceFact } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { isOrdinaryRole } from '../members/index.ts';
import { grantsOf } from '../permissions/grants.ts';
import { membersWith } from '../permissions/members-where.ts';
import { NOBODY } from '../permissions/permission.ts';
import { readersOf } from '../permissions/readers.ts';
import { needsApproval } from '../submissions/index.ts';
import { readableSpaces } from './read-spaces.ts';
import { factsOfSpace, keepersOf, lastWriters, membersInside } from './space-people.queries.ts';
import type { ListPeople, SpaceAbout, SpacePeople, SpaceRef } from './spaces.schema.ts';

const MOST_WRITERS = 24;
const MOST_KEEPERS = 12;
const Keys = z.tuple([z.string(), z.uuid()]);

/**
 * Who is in a space, for whoever may open it. Where every member may come in, that is the whole community, which the
 * directory lists: here it is who wrote last. Elsewhere it is everybody who may enter, by name. One statement.
 */
export async function listPeople(
	ctx: CommunityContext,
	{ spaceId, search = '', cursor, limit }: ListPeople,
): Promise<SpacePeople> {
	ctx.authorize('enter', 'Community');
	const space = openedSpace(ctx, spaceId);
	ctx.authorize('read', 'Member', { status: 'active' });
	if (isOpenToAll(ctx, space)) {
		const rows = await lastWriters(ctx.db, ctx.ability, {
			...{ spaceId, limit: MOST_WRITERS },
		}).execute();
		return { isOpen: true, items: rows, nextCursor: null };
	}
	const rows = await membersInside(ctx.db, {
		...{ ability: ctx.ability, reads: readersOf(ctx.snapshot, spaceId), search, limit },
		after: decodeCursor(cursor, Keys),
	}).execute();
	const { items, nextCursor } = toPage(rows, limit, (row) => [row.place, row.id]);
	const people = items.map((row) => {
		const { place: _, ...person } = row;
		return { ...person, lastPostAt: null };
	});
	return { isOpen: false, items: people, nextCursor };
}

/** What a space is for whoever may open it: since when, how much, who looks after it and what becomes of what is posted. */
export async function aboutSpace(
	ctx: CommunityContext,
	{ spaceId }: SpaceRef,
): Promise<SpaceAbout> {
	ctx.authorize('enter', 'Community');
	const space = openedSpace(ctx, spaceId);
	const keeps = membersWith(ctx.snapshot, 'posts:moderate', space);
	const entry = { spaceId, kind: 'discussion' as const };
	const [facts, keepers, waits] = await Promise.all([
		factsOfSpace(ctx.db, spaceId).executeTakeFirst(),
		keepersOf(ctx.db, ctx.ability, { keeps, limit: MOST_KEEPERS }).execute(),
		needsApproval(ctx, entry),
	]);
	if (!facts) throw new NotFoundError('spaces.not_found');
	return { ...facts, keepers, waits };
}

// authorize: holds only what `readableSpaces` holds; hidden and missing ones are the same.
function openedSpace(ctx: CommunityContext, spaceId: string): SpaceFact {
	const space = readableSpaces(ctx).find(({ id }) => id === spaceId);
	if (!space) throw new NotFoundError('spaces.not_found');
	return space;
}

/** Whether somebody who holds nothing but the role of every member may enter. */
function isOpenToAll({ snapshot }: CommunityContext, { id }: SpaceFact): boolean {
	const roleIds = snapshot.roles.filter(isOrdinaryRole).map((role) => role.id);
	const anybody = grantsOf(snapshot, { memberId: NOBODY, roleIds, spaceIds: [] });
	return anybody.spaces.readable.includes(id);
}
