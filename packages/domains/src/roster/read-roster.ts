import * as z from 'zod';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { mayKnow, memberRowOf } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { authorizeLookUp, wantedBy } from './look-up.ts';
import { rosterCount, rosterRow, rosterRows } from './roster.queries.ts';
import type {
	CountRoster,
	ListRoster,
	MemberRef,
	RosterCount,
	RosterMember,
	RosterRow,
} from './roster.schema.ts';

const KEYS = {
	newest: z.tuple([z.iso.datetime(), z.uuid()]),
	name: z.tuple([z.string(), z.uuid()]),
	active: z.tuple([z.iso.date(), z.uuid()]),
};

/** The members that staff look for, with every field the actor may see. One statement. */
// authorize: authorizeLookUp asks for any one of three.
export async function listRoster(
	ctx: CommunityContext,
	{ filter, sort, cursor, limit }: ListRoster,
): Promise<Page<RosterRow>> {
	authorizeLookUp(ctx);
	const after = decodeCursor(cursor, KEYS[sort]);
	const wanted = wantedBy(ctx, filter);
	const rows = await rosterRows(ctx.db, { wanted, sort, after, limit }).execute();
	const page = toPage(rows, limit, (row) => [row.place, row.id]);
	return { ...page, items: page.items.map((row) => rosterRowOf(ctx, row)) };
}

type Found = Parameters<typeof memberRowOf>[1] & { labels: string[] };

function rosterRowOf(ctx: CommunityContext, { labels, ...found }: Found): RosterRow {
	const shown = isAllowed(ctx.ability, 'read', 'Note') ? labels : null;
	return { ...memberRowOf(ctx, found, () => true), labels: shown };
}

/** One member with all that staff look at; of who is gone only the banned. Throws `members.not_found`. */
// authorize: authorizeLookUp asks for any one of three.
export async function getRosterMember(
	ctx: CommunityContext,
	{ memberId }: MemberRef,
): Promise<RosterMember> {
	authorizeLookUp(ctx);
	const row = await rosterRow(ctx.db, memberId).executeTakeFirst();
	if (!row || (row.status === 'removed' && row.restriction !== 'banned') || !mayKnow(ctx, row))
		throw new NotFoundError('members.not_found');
	const { inviterId, inviterName, locale, timeZone, postCount, commentCount, ...rest } = row;
	const { guidelinesVersion, hasSecondFactor, ...found } = rest;
	const runs = isAllowed(ctx.ability, 'administer', 'Member');
	const shown = rosterRowOf(ctx, { ...found, place: '' });
	return {
		...shown,
		mayMerge: shown.isManageable && isAllowed(ctx.ability, 'merge', 'Member'),
		mayLabel: isAllowed(ctx.ability, 'create', 'Note'),
		...{
			locale,
			timeZone,
			guidelinesVersion,
			hasSecondFactor: runs ? Boolean(hasSecondFactor) : null,
		},
		...{ postCount: postCount ?? 0, commentCount: commentCount ?? 0 },
		invitedBy: inviterId && inviterName ? { id: inviterId, name: inviterName } : null,
	};
}

/** How many a filter means. */
// authorize: authorizeLookUp asks for any one of three.
export async function countRoster(
	ctx: CommunityContext,
	{ filter }: CountRoster,
): Promise<RosterCount> {
	authorizeLookUp(ctx);
	return rosterCount(ctx.db, wantedBy(ctx, filter)).executeTakeFirstOrThrow();
}
