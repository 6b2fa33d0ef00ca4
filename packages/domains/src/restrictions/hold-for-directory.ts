import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberTarget } from '../members/index.ts';
import { endRestriction, restoreRestriction } from './lift-restriction.ts';
import { planEnd } from './plan-end.ts';
import { endSessionsOf, impose, imposeOnStaged, restrictionOf } from './restrictions.queries.ts';
import type { RestrictionKind } from '../members/restriction.schema.ts';

/** What staff had set, as it is kept while something else stands before it. */
export type Before = { kind: RestrictionKind; until: string | null; reason: string };

/** Whether what holds a member back was set by the community's directory, and is its to end. */
export function isHeldByDirectory(details: unknown): boolean {
	return Object(details)['by'] === 'directory';
}

/**
 * Suspends somebody without end because the community's directory says so, also who never came. What staff had set waits
 * behind it. Run again, or for who is banned, it changes nothing. Returns whom that signs out. The row is locked.
 */
// authorize: the directory's token is the proof.
export async function holdForDirectory(
	_: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	reason: string,
): Promise<string | null> {
	const row = await restrictionOf(tx.db, memberId).executeTakeFirstOrThrow();
	const { restriction, restrictionDetails: known, status, userId } = row;
	if (restriction === 'banned' || status === 'removed' || isHeldByDirectory(known)) return null;
	const before = beforeIn(row);
	const was = status === 'suspended' ? (Object(known)['was'] ?? 'active') : status;
	const details = { reason, by: 'directory', was, ...(before && { before }) };
	await impose(tx.db, memberId, { kind: 'suspended', until: null, details }).execute();
	if (userId) await endSessionsOf(tx.db, userId).execute();
	const target = memberTarget({ id: memberId, name: row.name });
	tx.audit({ action: 'members.suspended', target, reason, after: { until: null } });
	// Who never was here is told nothing.
	if (was === 'active')
		await tx.emit('restrictions.imposed', { memberId, kind: 'suspended', reason, until: null });
	tx.touchMember(memberId);
	return userId;
}

/** Ends what `holdForDirectory` set, and nothing else; what staff had set before holds on, as long as it would have. */
// authorize: the directory's token is the proof.
export async function releaseForDirectory(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
): Promise<void> {
	const row = await restrictionOf(tx.db, memberId).executeTakeFirstOrThrow();
	if (!isHeldByDirectory(row.restrictionDetails)) return;
	const before = Object(row.restrictionDetails)['before'] as Before | undefined;
	await endRestriction(ctx, tx, memberId, { reason: '', how: 'lifted' });
	if (!before) return;
	const until = stillUntil(ctx, before);
	if (until === undefined) return;
	const { status: was } = await restrictionOf(tx.db, memberId).executeTakeFirstOrThrow();
	const details = { reason: before.reason, was };
	await restoreRestriction(ctx, tx, memberId, { kind: before.kind, until, details });
}

type Row = {
	restriction: string | null;
	restrictedUntil: Date | null;
	restrictionDetails: unknown;
};

function beforeIn({ restriction, restrictedUntil, restrictionDetails }: Row): Before | null {
	if (!restriction) return null;
	const reason = String(Object(restrictionDetails)['reason'] ?? '');
	return {
		...{ kind: restriction as RestrictionKind, reason },
		until: restrictedUntil?.toISOString() ?? null,
	};
}

/** Until when it holds, null for without end; undefined when it is over. */
function stillUntil({ clock }: CommunityContext, { until }: Before): Date | null | undefined {
	if (until === null) return null;
	const end = new Date(until);
	return end > clock.now() ? end : undefined;
}

/** What staff hold a member back by, for who takes them out and may bring them in again. The row is locked. */
// authorize: the directory's token is the proof.
export async function heldBefore(
	tx: CommunityTransaction,
	memberId: string,
): Promise<Before | null> {
	return beforeIn(await restrictionOf(tx.db, memberId).executeTakeFirstOrThrow());
}

/** The same for who is brought in again and has still to come: it holds as long as it would have. */
// authorize: the directory's token is the proof.
export async function holdAgain(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	before: Before,
): Promise<void> {
	const until = stillUntil(ctx, before);
	if (until === undefined) return;
	const { kind, reason } = before;
	await imposeOnStaged(tx.db, memberId, {
		kind,
		until,
		details: { reason, was: 'staged' },
	}).execute();
	await planEnd(ctx, tx, memberId, until);
}
