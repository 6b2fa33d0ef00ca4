import * as z from 'zod';
import type { CommunityDb } from '@kith/db/handles';
import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { ownFields, shownFields } from '../fields/index.ts';
import type { FieldValues, MemberField } from '../fields/fields.schema.ts';
import { isAllowed } from '../permissions/ability.ts';
import { keysAsked } from './look-up-members.ts';
import { JoinRequest } from './joining.schema.ts';
import type { RestrictionKind } from './restriction.schema.ts';
import { isAbove, ORDINARY, roleByKey, roleTags } from './hierarchy.ts';
import {
	activeMemberCount,
	memberByHandle,
	memberById,
	memberCounts,
	memberRows,
} from './members.queries.ts';
import type {
	ListMembers,
	MemberCounts,
	MemberRow,
	MemberStatus,
	OwnProfile,
	Profile,
	ProfileRef,
	RowStatus,
} from './members.schema.ts';

const KEYS = {
	newest: z.tuple([z.iso.datetime(), z.uuid()]),
	name: z.tuple([z.string(), z.uuid()]),
	active: z.tuple([z.iso.date(), z.uuid()]),
};

/**
 * Members in the order that is asked for; those who wait or are suspended only for actors who manage members. One
 * statement. Throws `fields.not_found` for a field that the actor may not look members up by.
 */
export async function listMembers(
	ctx: CommunityContext,
	{ search, status, roleKey, sort = 'newest', filters = [], cursor, limit }: ListMembers,
): Promise<Page<MemberRow>> {
	ctx.authorize('read', 'Member', { status: status ?? 'active' });
	const role = roleKey === undefined ? null : roleByKey(ctx.snapshot, roleKey);
	const rows = await memberRows(ctx.db, {
		...{ ability: ctx.ability, search: search ?? '', status: status ?? null, sort, limit },
		keys: keysAsked(ctx, filters),
		role: role && { id: role.id, isOrdinary: role.key === ORDINARY },
		after: decodeCursor(cursor, KEYS[sort]),
	}).execute();
	const page = toPage(rows, limit, (row) => [row.place, row.id]);
	return { ...page, items: page.items.map((row) => memberRowOf(ctx, row)) };
}

type Found = Awaited<ReturnType<ReturnType<typeof memberRows>['execute']>>[number];

/** A member as a list shows them to the actor; `which` leaves out the fields it says no to. */
// authorize: asks the ability for each part.
export function memberRowOf(
	ctx: CommunityContext,
	found: Found,
	which: (field: MemberField) => boolean = isShort,
): MemberRow {
	const { roleIds, email, place: _, fields, request, ...rest } = found;
	const { restriction, restrictedUntil, restrictionReason, ...row } = rest;
	const keepsOrder = isAllowed(ctx.ability, 'silence', 'Member');
	const decides = isAllowed(ctx.ability, 'approve', 'Member');
	return {
		...row,
		status: row.status as RowStatus,
		roles: roleTags(ctx.snapshot, roleIds),
		email: isAllowed(ctx.ability, 'moderate', 'Member') ? email : null,
		fields: shownFields(ctx, { id: row.id, fields: fields as FieldValues }, which),
		restriction:
			restriction && keepsOrder
				? {
						kind: restriction as RestrictionKind,
						until: restrictedUntil,
						reason: restrictionReason,
					}
				: null,
		request: decides && row.status === 'pending' ? JoinRequest.parse(request ?? {}).answers : null,
		isManageable: isManageable(ctx, { id: row.id, roleIds }),
		mayHold: isManageable(ctx, { id: row.id, roleIds }, 'silence'),
		mayBan: isManageable(ctx, { id: row.id, roleIds }, 'ban'),
	};
}

/** One member's page. Throws `members.not_found` also for those the viewer may not know of. */
export async function getProfile(ctx: CommunityContext, { handle }: ProfileRef): Promise<Profile> {
	ctx.authorize('enter', 'Community');
	const row = await memberByHandle(ctx.db, handle, ctx.grants.spaces.readable).executeTakeFirst();
	if (!row || row.status === 'removed' || !isAllowed(ctx.ability, 'read', 'Member', row))
		throw new NotFoundError('members.not_found');
	const { roleIds, fields, ...member } = row;
	return {
		...member,
		fields: shownFields(ctx, { id: row.id, fields: fields as FieldValues }),
		status: member.status as MemberStatus,
		roles: roleTags(ctx.snapshot, roleIds),
		may: {
			edit: row.id === memberIdOf(ctx.actor) && isAllowed(ctx.ability, 'update', 'Member', row),
			manage: isManageable(ctx, row),
		},
	};
}

/** One's own profile, for its form. */
// authorize: one's own row, by the actor's id.
export async function getOwnProfile(ctx: CommunityContext): Promise<OwnProfile> {
	const memberId = selfOf(ctx.actor);
	const row = await memberById(ctx.db, memberId).executeTakeFirst();
	if (!row) throw new NotFoundError('members.not_found');
	const { roleIds, userId: _, status: __, overrides: ___, locale, fields, ...member } = row;
	return {
		...member,
		roles: roleTags(ctx.snapshot, roleIds),
		locale: locale as OwnProfile['locale'],
		fields: ownFields(ctx, fields as FieldValues),
	};
}

/** How many active members a community has. */
export async function countActiveMembers(db: CommunityDb): Promise<number> {
	const { count } = await activeMemberCount(db).executeTakeFirstOrThrow();
	return count;
}

/** How many are in, wait, are held back or out, and hold an open invitation to their address. */
export async function countMembers(ctx: CommunityContext): Promise<MemberCounts> {
	ctx.authorize('approve', 'Member');
	const { db, snapshot, clock } = ctx;
	const counts = await memberCounts(db, snapshot.access, clock.now()).executeTakeFirstOrThrow();
	const { active, pending, paying, staged, restricted, banned, invited } = counts;
	return {
		...{ active: active ?? 0, pending: pending ?? 0, paying: paying ?? 0, staged: staged ?? 0 },
		...{ restricted: restricted ?? 0, banned: banned ?? 0, invited: invited ?? 0 },
	};
}

const isShort = ({ isFilterable }: { isFilterable: boolean }) => isFilterable;

function isManageable(
	ctx: CommunityContext,
	member: { id: string; roleIds: readonly string[] },
	action: 'assign' | 'silence' | 'ban' = 'assign',
): boolean {
	if (member.id === memberIdOf(ctx.actor)) return false;
	return isAllowed(ctx.ability, action, 'Member') && isAbove(ctx, member.roleIds);
}
