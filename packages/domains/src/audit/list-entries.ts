import * as z from 'zod';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { mergedInto } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { entriesPage, lateActors } from './audit.queries.ts';
import type { StoredEntry } from './check-chain.ts';
import {
	AUDIT_ACTIONS,
	actionsIn,
	type AuditActor,
	type AuditEntry,
	type AuditFilter,
	type ListAudit,
} from './audit.schema.ts';
import type { Area } from './audit-actions.schema.ts';

/** The place of an entry in the list. */
export const Place = z.tuple([z.iso.datetime(), z.int()]);
/** So many of the last entries name those who acted lately. */
export const LATE = 1000;

/** What staff and moderators did, newest first: all of it, or what concerns moderation or money for who may read no more. */
// authorize: readableActions asks, and says what may be read.
export async function listEntries(ctx: CommunityContext, input: ListAudit) {
	const actions = readableActions(ctx);
	const { cursor, limit, ...filter } = input;
	const after = decodeCursor(cursor, Place);
	const wanted = { ...(await wantedBy(ctx, filter)), actions, after, limit };
	const rows = await entriesPage(ctx.db, wanted).execute();
	const page = toPage(rows, limit, ({ at, number }) => [at.toISOString(), number]);
	return { ...page, items: page.items.map(entryOf) };
}

type About = { memberId: string; before: readonly [at: string, number: string]; limit: number };

/**
 * What was done to a member, as far as the actor may read the log, newest first before a place; nothing for who may
 * read none of it. Notes are told by themselves.
 */
// authorize: the verb that tells of a member has asked; readableActions says what of it may be told.
export async function entriesAbout(
	ctx: CommunityContext,
	{ memberId, before: [at, number], limit }: About,
): Promise<AuditEntry[]> {
	if (!isAllowed(ctx.ability, 'read', 'AuditEntry', { area: 'moderation' })) return [];
	const readable = readableActions(ctx) ?? Object.keys(AUDIT_ACTIONS);
	const actions = readable.filter((action) => !action.startsWith('notes.'));
	const after = [at, Number(number)] as const;
	const wanted = { ...(await wantedBy(ctx, { aboutId: memberId })), actions, after, limit };
	const rows = await entriesPage(ctx.db, wanted).execute();
	return rows.slice(0, limit).map(entryOf);
}

/** The last that was done to one thing, by some kinds of actions, whoever may read the whole log. */
// authorize: the verb that shows the thing has asked.
export async function entriesOn(
	{ db }: CommunityContext,
	{ id, nouns, limit }: { id: string; nouns: readonly string[]; limit: number },
): Promise<AuditEntry[]> {
	const actions = actionsOn(nouns);
	const rows = await entriesPage(db, { aboutIds: [id], actions, after: null, limit }).execute();
	return rows.slice(0, limit).map(entryOf);
}

/** Who is named as the actor of one of the last thousand entries. */
// authorize: as above.
export async function listActors(ctx: CommunityContext): Promise<AuditActor[]> {
	const rows = await lateActors(ctx.db, { actions: readableActions(ctx), limit: LATE }).execute();
	return rows.flatMap(actorOf);
}

type Late = { id: string | null; name: string | null; isStaff: boolean };

/** Whoever is still named. */
export const actorOf = ({ id, name, isStaff }: Late): AuditActor[] =>
	id && name ? [{ id, name, isStaff }] : [];

/** All that can be done with some kinds of things. */
export const actionsOn = (nouns: readonly string[]): string[] =>
	Object.keys(AUDIT_ACTIONS).filter((action) => nouns.includes(action.split('.')[0] ?? ''));

/** A filter with the ids beside each that its member went under before accounts of theirs became one. */
// authorize: the verbs have asked.
export async function wantedBy(
	{ db }: CommunityContext,
	{ actorId, aboutId, ...filter }: AuditFilter,
) {
	const idsOf = async (id: string | null | undefined) =>
		id ? [id, ...(await mergedInto(db, id))] : [];
	return { ...filter, actorIds: await idsOf(actorId), aboutIds: await idsOf(aboutId) };
}

/** The actions whose entries the actor may read; null for all. */
export function readableActions(ctx: CommunityContext): readonly string[] | null {
	ctx.authorize('read', 'AuditEntry');
	const reads = (area: Area) => isAllowed(ctx.ability, 'read', 'AuditEntry', { area });
	if (reads('administration')) return null;
	return actionsIn((['billing', 'moderation'] as const).filter(reads));
}

export function entryOf(row: StoredEntry): AuditEntry {
	const { number, at, action, memberId, staffId, actor, details, hash } = row;
	const kind = row.actorKind as AuditEntry['actor']['kind'];
	const name = (actor?.content['name'] as string | undefined) ?? null;
	return {
		...{ number, at, action, hash },
		actor: { kind, memberId, staffId, name },
		target: { kind: row.targetKind, id: row.targetId, memberId: row.subjectId },
		details: details && (details.content as NonNullable<AuditEntry['details']>),
	};
}
