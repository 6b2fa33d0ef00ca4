import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { depart, forgetEntryRole, roleByKey } from '../members/index.ts';
import type { RestrictionKind } from '../members/restriction.schema.ts';
import { endRestriction, holdBack, restoreRestriction } from '../restrictions/index.ts';
import { enterOne, grantOne, heldBackOf, leaveOne, revokeOne } from './batches.queries.ts';
import type { BulkAction, BulkKind } from './batches.schema.ts';

export type Reached = { id: string; name: string; userId: string | null; status: string };

/** What was there before, for the undo; `unchanged` when it was as it should be. */
type Outcome = object | 'unchanged';

type Of<Kind extends BulkKind> = Extract<BulkAction, { kind: Kind }>;
type Doing<Kind extends BulkKind> = {
	/** Does it to one member, in the caller's transaction. */
	apply: (
		ctx: CommunityContext,
		tx: CommunityTransaction,
		member: Reached,
		action: Of<Kind>,
	) => Promise<Outcome>;
	/** Puts back what `apply` changed, and nothing that somebody changed after it. */
	revert: (
		ctx: CommunityContext,
		tx: CommunityTransaction,
		member: Reached,
		action: Of<Kind>,
		before: Record<string, unknown>,
	) => Promise<void>;
};

const giveRole: Doing<'give_role'> = {
	async apply(ctx, tx, { id }, { roleKey }) {
		const role = roleByKey(ctx.snapshot, roleKey);
		if (!(await grantOne(tx.db, id, role.id).executeTakeFirst())) return 'unchanged';
		await tellRole(tx, id, { given: [roleKey], taken: [] });
		return {};
	},
	async revert(ctx, tx, { id }, { roleKey }) {
		const role = roleByKey(ctx.snapshot, roleKey);
		if (!(await revokeOne(tx.db, id, role.id).executeTakeFirst())) return;
		await tellRole(tx, id, { given: [], taken: [roleKey] });
	},
};

const takeRole: Doing<'take_role'> = {
	async apply(ctx, tx, { id }, { roleKey }) {
		const role = roleByKey(ctx.snapshot, roleKey);
		if (!(await revokeOne(tx.db, id, role.id).executeTakeFirst())) return 'unchanged';
		await forgetEntryRole(tx, id);
		await tellRole(tx, id, { given: [], taken: [roleKey] });
		return {};
	},
	async revert(ctx, tx, { id }, { roleKey }) {
		const role = roleByKey(ctx.snapshot, roleKey);
		if (!(await grantOne(tx.db, id, role.id).executeTakeFirst())) return;
		await tellRole(tx, id, { given: [roleKey], taken: [] });
	},
};

const addSpace: Doing<'add_space'> = {
	async apply(_, tx, { id }, { spaceId }) {
		if (!(await enterOne(tx.db, id, spaceId).executeTakeFirst())) return 'unchanged';
		tx.touchMember(id);
		return {};
	},
	async revert(_, tx, { id }, { spaceId }) {
		await leaveOne(tx.db, id, spaceId).execute();
		tx.touchMember(id);
	},
};

const removeSpace: Doing<'remove_space'> = {
	async apply(_, tx, { id }, { spaceId }) {
		if (!(await leaveOne(tx.db, id, spaceId).executeTakeFirst())) return 'unchanged';
		tx.touchMember(id);
		return {};
	},
	async revert(_, tx, { id }, { spaceId }) {
		await enterOne(tx.db, id, spaceId).execute();
		tx.touchMember(id);
	},
};

const restrict: Doing<'restrict'> = {
	async apply(ctx, tx, member, { as: kind, hours, reason }) {
		const was = await heldBackOf(tx.db, member.id).executeTakeFirstOrThrow();
		await holdBack(ctx, tx, member, { kind, hours, reason });
		const set = await heldBackOf(tx.db, member.id).executeTakeFirstOrThrow();
		return { was, set: { restriction: set.restriction, until: set.restrictedUntil } };
	},
	async revert(ctx, tx, member, _, { was, set }) {
		const now = await heldBackOf(tx.db, member.id).executeTakeFirstOrThrow();
		const ours = Object(set) as { restriction: string | null; until: string | null };
		const until = now.restrictedUntil?.toISOString() ?? null;
		if (now.restriction !== ours.restriction || until !== ours.until) return;
		await restoreRestriction(ctx, tx, member.id, heldBackIn(was));
	},
};

const lift: Doing<'lift'> = {
	async apply(ctx, tx, member) {
		const was = await heldBackOf(tx.db, member.id).executeTakeFirstOrThrow();
		if (!was.restriction || was.restriction === 'banned') return 'unchanged';
		await endRestriction(ctx, tx, member.id, { reason: '', how: 'lifted' });
		return { was };
	},
	async revert(ctx, tx, member, _, { was }) {
		const now = await heldBackOf(tx.db, member.id).executeTakeFirstOrThrow();
		if (!now.restriction) await restoreRestriction(ctx, tx, member.id, heldBackIn(was));
	},
};

const remove: Doing<'remove'> = {
	async apply(ctx, tx, { id: memberId, userId }, { contributions }) {
		await depart(ctx, tx, { memberId, userId, contributions, mayReturn: false });
		await tx.emit('members.removed', { memberId, contributions });
		return {};
	},
	// It waits until it can no longer be taken back, so that there is nothing to put back.
	async revert() {},
};

const DOINGS: { [Kind in BulkKind]: Doing<Kind> } = {
	...{ give_role: giveRole, take_role: takeRole, add_space: addSpace, remove_space: removeSpace },
	...{ restrict, lift, remove },
};

/** How an action is done and undone. */
export function doingOf<Kind extends BulkKind>(kind: Kind): Doing<BulkKind> {
	return DOINGS[kind] as unknown as Doing<BulkKind>;
}

async function tellRole(
	tx: CommunityTransaction,
	memberId: string,
	change: { given: string[]; taken: string[] },
): Promise<void> {
	await tx.emit('members.role_changed', { memberId, ...change });
	tx.touchMember(memberId);
}

function heldBackIn(was: unknown) {
	const { restriction, restrictedUntil, restrictionDetails } = Object(was) as {
		restriction: RestrictionKind | null;
		restrictedUntil: string | null;
		restrictionDetails: Record<string, unknown>;
	};
	const until = restrictedUntil === null ? null : new Date(restrictedUntil);
	return restriction && { kind: restriction, until, details: restrictionDetails };
}
