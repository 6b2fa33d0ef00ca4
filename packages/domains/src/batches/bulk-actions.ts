import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { depart, forgetEntryRole, removalNotice, roleByKey } from '../members/index.ts';
import type { RestrictionKind } from '../members/restriction.schema.ts';
import {
	endRestriction,
	holdBack,
	isHeldByDirectory,
	keepOut,
	restoreRestriction,
} from '../restrictions/index.ts';
import { labelled, relabel } from '../roster/index.ts';
import { BY_HAND, giveRoles, giveSpaces, takeRoles, takeSpaces } from '../grants/index.ts';
import { heldBackOf } from './batches.queries.ts';
import type { BulkAction, BulkKind } from './batches.schema.ts';

export type Reached = {
	id: string;
	name: string;
	userId: string | null;
	status: string;
	locale: string | null;
};

/** What was there before, for the undo; `unchanged` when it was as it should be, `passed` when it could not become so. */
type Outcome = object | 'unchanged' | 'passed';

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

const byHand = (memberId: string) => ({ memberId, source: BY_HAND });

const giveRole: Doing<'give_role'> = {
	apply: (ctx, tx, { id }, { roleKey }) => give(ctx, tx, id, roleKey),
	async revert(ctx, tx, { id }, { roleKey }) {
		await take(ctx, tx, id, roleKey);
	},
};

const takeRole: Doing<'take_role'> = {
	async apply(ctx, tx, { id }, { roleKey }) {
		const taken = await take(ctx, tx, id, roleKey);
		if (taken !== 'unchanged') await forgetEntryRole(tx, id);
		return taken;
	},
	async revert(ctx, tx, { id }, { roleKey }) {
		await give(ctx, tx, id, roleKey);
	},
};

async function give(
	{ snapshot }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	roleKey: string,
): Promise<Outcome> {
	const { id } = roleByKey(snapshot, roleKey);
	const given = await giveRoles(tx.db, byHand(memberId), [id]).executeTakeFirst();
	if (given?.isFirst) await tellRole(tx, memberId, { given: [roleKey], taken: [] });
	return given ? {} : 'unchanged';
}

/** Takes back what a hand gave; what a membership or a sign-in gives stays. */
async function take(
	{ snapshot }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	roleKey: string,
): Promise<Outcome> {
	const { id } = roleByKey(snapshot, roleKey);
	const taken = await takeRoles(tx.db, byHand(memberId), { only: [id] }).executeTakeFirst();
	if (taken?.isLast) await tellRole(tx, memberId, { given: [], taken: [roleKey] });
	return taken ? {} : 'unchanged';
}

const addSpace: Doing<'add_space'> = {
	async apply(_, tx, { id }, { spaceId }) {
		if (!(await giveSpaces(tx.db, byHand(id), [spaceId]).executeTakeFirst())) return 'unchanged';
		tx.touchMember(id);
		return {};
	},
	async revert(_, tx, { id }, { spaceId }) {
		await takeSpaces(tx.db, byHand(id), { only: [spaceId] }).execute();
		tx.touchMember(id);
	},
};

const removeSpace: Doing<'remove_space'> = {
	async apply(_, tx, { id }, { spaceId }) {
		const taken = takeSpaces(tx.db, byHand(id), { only: [spaceId] });
		if (!(await taken.executeTakeFirst())) return 'unchanged';
		tx.touchMember(id);
		return {};
	},
	async revert(_, tx, { id }, { spaceId }) {
		await giveSpaces(tx.db, byHand(id), [spaceId]).execute();
		tx.touchMember(id);
	},
};

const addLabel: Doing<'add_label'> = {
	apply: (ctx, tx, { id }, { label }) => labelOne(ctx, tx, id, { add: [label] }),
	async revert(ctx, tx, { id }, { label }) {
		await labelOne(ctx, tx, id, { remove: [label] });
	},
};

const removeLabel: Doing<'remove_label'> = {
	apply: (ctx, tx, { id }, { label }) => labelOne(ctx, tx, id, { remove: [label] }),
	async revert(ctx, tx, { id }, { label }) {
		await labelOne(ctx, tx, id, { add: [label] });
	},
};

/** Whom there is no room for a label at is passed over. */
async function labelOne(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): Promise<Outcome> {
	const member = await labelled(tx.db, memberId).executeTakeFirst();
	const [change] = member ? await relabel(ctx, tx, [{ ...member, add, remove }]) : [];
	if (!change) return 'unchanged';
	return change.left.length > 0 ? 'passed' : {};
}

const restrict: Doing<'restrict'> = {
	async apply(ctx, tx, member, { as: kind, hours, reason }) {
		const was = await heldBackOf(tx.db, member.id).executeTakeFirstOrThrow();
		if (isHeldByDirectory(was.restrictionDetails)) return 'passed';
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

const ban: Doing<'ban'> = {
	async apply(ctx, tx, member, { hours, reason, contributions }) {
		if (!member.userId) return 'passed';
		const person = { ...member, userId: member.userId };
		await keepOut(ctx, tx, person, { hours, reason, contributions });
		const { restrictedUntil } = await heldBackOf(tx.db, member.id).executeTakeFirstOrThrow();
		return { until: restrictedUntil };
	},
	// They are a member again; what they were given by hand is not given back, as when a ban is lifted.
	async revert(ctx, tx, { id }, _, { until }) {
		const now = await heldBackOf(tx.db, id).executeTakeFirstOrThrow();
		const isOurs = (now.restrictedUntil?.toISOString() ?? null) === until;
		if (now.restriction !== 'banned' || !isOurs) return;
		await endRestriction(ctx, tx, id, { reason: '', how: 'lifted' });
	},
};

const remove: Doing<'remove'> = {
	async apply(ctx, tx, member, { contributions, ...told }) {
		const { id: memberId, userId } = member;
		const notice = await removalNotice(ctx, tx, member, told);
		await depart(ctx, tx, { memberId, userId, contributions, mayReturn: false });
		await tx.emit('members.removed', { memberId, contributions, notice });
		return {};
	},
	// It waits until it can no longer be taken back, so that there is nothing to put back.
	async revert() {},
};

const DOINGS: { [Kind in BulkKind]: Doing<Kind> } = {
	...{ give_role: giveRole, take_role: takeRole, add_space: addSpace, remove_space: removeSpace },
	...{ add_label: addLabel, remove_label: removeLabel, restrict, lift, ban, remove },
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
