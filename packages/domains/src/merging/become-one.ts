import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { seal } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { keysOf } from '../fields/index.ts';
import { letFilesGo, releaseFilesOf } from '../media/index.ts';
import { marksOf, memberTarget, MERGED_SEAL } from '../members/index.ts';
import { restoreRestriction } from '../restrictions/index.ts';
import { comesAlong, graverOf, strictest, type Held } from './along.ts';
import { countsOf } from './counts.queries.ts';
import { moveEverything } from './move-everything.ts';
import {
	bury,
	deletePerson,
	dropRoles,
	endSessionsOf,
	fillProfile,
	leadOn,
	moveRoles,
	moveSpaces,
	revokeInvitationsTo,
} from './merging.queries.ts';
import type { Two } from './pair.ts';
import { spacesAlong } from './spaces-along.ts';
import { whoAvoids } from './ties.queries.ts';

/** What was written under the old id by requests that had begun before is brought over so much later. */
const SETTLE_SECONDS = 120;

/** Does what a merge is, in the caller's transaction; both rows are locked. */
// authorize: the verb has asked for both.
export async function becomeOne(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ gone, stays }: Two,
): Promise<void> {
	const pair = { from: gone.id, into: stays.id };
	const before = await countsOf(tx.db, stays.id).executeTakeFirstOrThrow();
	const avoiding = await whoAvoids(tx.db, pair).execute();
	await closeDoor(ctx, tx, gone);
	await takeAlong(ctx, tx, { gone, stays });
	await moveEverything(ctx, tx, pair);
	const { addresses } = marksOf(ctx.services.secret, { email: gone.email ?? '', ips: [] });
	await bury(tx.db, pair, { addresses }, ctx.clock.now()).execute();
	if (gone.mergedIds.length > 0) await leadOn(tx.db, gone.mergedIds, stays.id).execute();
	const after = await countsOf(tx.db, stays.id).executeTakeFirstOrThrow();
	const account = `${gone.name} @${gone.handle}`;
	const target = memberTarget(stays);
	tx.audit({ action: 'members.merged', target, before, after: { ...after, account } });
	await tellOf(ctx, tx, { gone, stays });
	for (const { id } of avoiding) tx.touchMember(id);
}

/** Nobody signs in to the one that goes any more, from the commit on. */
async function closeDoor(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ userId, email }: Two['gone'],
): Promise<void> {
	if (email) await revokeInvitationsTo(tx.db, email, ctx.clock.now()).execute();
	if (userId) await deletePerson(tx.db, userId).execute();
}

async function takeAlong(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ gone, stays }: Pick<Two, 'gone' | 'stays'>,
): Promise<void> {
	const pair = { from: gone.id, into: stays.id };
	const roles = ctx.snapshot.roles.filter((role) => comesAlong(ctx, stays, role));
	const roleIds = roles.map(({ id }) => id);
	for (const statement of moveRoles(tx.db, { ...pair, roleIds })) await statement.execute();
	for (const statement of dropRoles(tx.db, pair)) await statement.execute();
	const { along } = await spacesAlong(ctx, tx.db, gone.id);
	for (const statement of moveSpaces(tx.db, pair, along)) await statement.execute();
	if (stays.avatarFileId) await releaseFilesOf(tx.db, gone.id, ['avatar']);
	const fields = { ...gone.fields, ...stays.fields };
	const lost = ctx.snapshot.memberFields.flatMap(({ id, kind }) =>
		kind === 'file' && stays.fields[id] ? (gone.fields[id] ?? []).slice(0, 1) : [],
	);
	for (const ownerId of [gone.id, stays.id])
		if (lost.length > 0) await letFilesGo(tx.db, ownerId, lost);
	await fillProfile(tx.db, pair, {
		...{ fields, fieldKeys: keysOf(ctx.snapshot.memberFields, fields) },
		overrides: strictest(stays.overrides, gone.overrides),
	}).execute();
	const held = graverOf(stays, gone);
	if (held) await takeOver(ctx, tx, stays, held);
}

/** Nobody is washed clean by becoming somebody else; they are told of it as of any other. */
async function takeOver(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id: memberId, userId }: Two['stays'],
	held: Held,
): Promise<void> {
	const { kind, until, details } = held;
	await restoreRestriction(ctx, tx, memberId, held);
	if (kind === 'suspended' && userId) await endSessionsOf(tx.db, userId).execute();
	const told = {
		kind,
		reason: typeof details['reason'] === 'string' ? details['reason'] : '',
		until: until?.toISOString() ?? null,
	};
	await tx.emit('restrictions.imposed', { memberId, ...told });
}

async function tellOf(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ gone, stays }: Pick<Two, 'gone' | 'stays'>,
): Promise<void> {
	const { secret } = ctx.services;
	const sealedAddress = gone.email && seal(secret, MERGED_SEAL, gone.email);
	await tx.emit('members.merged', { memberId: stays.id, goneId: gone.id, sealedAddress });
	tx.touchMember(gone.id);
	tx.touchMember(stays.id);
	const now = ctx.clock.now();
	const payload = { communityId: ctx.community.id, memberId: gone.id };
	const runAt = addSeconds(now, SETTLE_SECONDS);
	const key = `settle-merge:${payload.communityId}:${gone.id}`;
	await requestJob(tx.db, 'settle-merge', payload, { key, now, runAt });
}
