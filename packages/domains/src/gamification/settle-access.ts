import { requestJob } from '@kith/db/jobs';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { BY_RULE, settle } from '../grants/index.ts';
import { accessDue, type Thing, type Time } from './access-due.ts';
import { endAccess, insertAccess, moveAccess, openAccess } from './access.queries.ts';
import type { Award } from './evaluate.ts';
import { isOnlyFun } from './only-fun.ts';
import type { Rule } from './rules-in-force.ts';

export const END_ACCESS = 'end-access';

type Settling = { memberId: string; rule: Rule; awards: readonly Award[] };

/**
 * Makes the roles and spaces that one rule brings a member equal to what it should: what is due is given and told of, what
 * is due longer is moved, what is not due is over. A rule that was removed brings nothing. Whoever calls it calls
 * `bringByRules` then.
 */
// authorize: rules bring; whoever published them was asked.
export async function settleAccess(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, rule, awards }: Settling,
): Promise<void> {
	const now = ctx.clock.now();
	const due = rule.isRemoved ? new Map<Thing, Time>() : accessDue(awards, now.getTime());
	const held = await openAccess(tx.db, memberId, rule.id).execute();
	const gone: string[] = [];
	for (const { id, roleId, spaceId, ...times } of held) {
		const thing = thingOf({ roleId, spaceId });
		const wanted = due.get(thing);
		due.delete(thing);
		if (!wanted || !mayBring(ctx, thing)) {
			gone.push(id);
			continue;
		}
		const change = { since: new Date(wanted.since), until: asDate(wanted.until) };
		const isSame =
			change.since.getTime() === times.since.getTime() &&
			change.until?.getTime() === times.until?.getTime();
		if (isSame) continue;
		await moveAccess(tx.db, id, change).execute();
		await endLater(ctx, tx, { id, memberId, until: change.until });
	}
	await endSome(ctx, tx, { memberId, ids: gone });
	for (const [thing, { since, until }] of due)
		if (mayBring(ctx, thing)) await giveOne(ctx, tx, { memberId, rule, thing, since, until });
}

type Giving = Time & { memberId: string; rule: Rule; thing: Thing };

async function giveOne(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, rule, thing, since, until }: Giving,
): Promise<void> {
	const id = newId();
	const ids = idsOf(thing);
	const times = { since: new Date(since), until: asDate(until), notedAt: ctx.clock.now() };
	const row = { id, memberId, ruleId: rule.id, ...ids, ...times };
	await insertAccess(tx.db, row).execute();
	await endLater(ctx, tx, { id, memberId, until: times.until });
	await tx.emit('gamification.access_given', { memberId, ruleId: rule.id, ...ids });
}

/** Has it end in its second; moved, it ends then and not before. */
async function endLater(
	{ community, clock }: CommunityContext,
	tx: CommunityTransaction,
	{ id, memberId, until }: { id: string; memberId: string; until: Date | null },
): Promise<void> {
	if (!until) return;
	const payload = { communityId: community.id, memberIds: [memberId] };
	const key = `${END_ACCESS}:${id}`;
	await requestJob(tx.db, END_ACCESS, payload, { key, now: clock.now(), runAt: until });
}

/** Writes down that some of what a member had by rules is over, and tells of it. */
// authorize: as above.
export async function endSome(
	{ clock }: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, ids }: { memberId: string; ids: readonly string[] },
): Promise<void> {
	if (ids.length === 0) return;
	for (const over of await endAccess(tx.db, ids, clock.now()).execute())
		await tx.emit('gamification.access_taken', { memberId, ...over });
}

/**
 * Gives a member the union of what rules bring them, and nothing beyond. What brings power over others by now is left
 * out, whatever was right when the rule was written: points are fun, and trust is not bought with them.
 */
// authorize: as above.
export async function bringByRules(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
): Promise<void> {
	const now = ctx.clock.now();
	const held = (await openAccess(tx.db, memberId).execute()).filter(
		({ until, ...ids }) => (until === null || until > now) && mayBring(ctx, thingOf(ids)),
	);
	const due = {
		roleIds: [...new Set(held.flatMap(({ roleId }) => roleId ?? []))],
		spaceIds: [...new Set(held.flatMap(({ spaceId }) => spaceId ?? []))],
	};
	await settle(ctx, tx, { memberId, source: BY_RULE }, due);
}

function mayBring({ snapshot }: CommunityContext, thing: Thing): boolean {
	const { roleId, spaceId } = idsOf(thing);
	return roleId === null
		? snapshot.spaces.some(({ id }) => id === spaceId)
		: snapshot.roles.some((role) => role.id === roleId && isOnlyFun(role));
}

const thingOf = ({ roleId, spaceId }: { roleId: string | null; spaceId: string | null }): Thing =>
	roleId === null ? `space ${spaceId ?? ''}` : `role ${roleId}`;

function idsOf(thing: Thing): { roleId: string | null; spaceId: string | null } {
	const [kind, id = ''] = thing.split(' ');
	return kind === 'role' ? { roleId: id, spaceId: null } : { roleId: null, spaceId: id };
}

const asDate = (at: number | null): Date | null => (at === null ? null : new Date(at));
