import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { forgetAddressLater } from '../deliveries/index.ts';
import { forgetDrafts } from '../drafts/index.ts';
import { forgetFactors } from '../factors/index.ts';
import { releaseFilesOf } from '../media/index.ts';
import { alignTags } from '../tags/index.ts';
import {
	anonymise,
	deleteCommentsOf,
	deletePostsOf,
	deleteReactionsOf,
	detachPerson,
	emailOfUser,
	endSessions,
	forgetAccounts,
	forgetPreferences,
	forgetReading,
	forgetVisits,
	leaveSpaces,
	markRemoved,
	revokeInvitationsAround,
} from './departures.queries.ts';
import { forgetEntryRole } from './entry-roles.ts';
import { formerName } from './forgotten.ts';
import { dropRoles, insertRemoved } from './members.queries.ts';
import { anonymiseMerged } from './merged.queries.ts';
import type { Contributions } from './members.schema.ts';

type Departure = {
	memberId: string;
	userId: string | null;
	contributions: Contributions;
	/** Whether signing in again may make a new membership. */
	mayReturn: boolean;
};

/**
 * Takes a member out of the community, in the caller's transaction: roles, spaces, sessions, contributions. Returns the
 * row that still names the person.
 */
// authorize: the verbs that end a membership have asked.
export async function depart(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, userId, contributions, mayReturn }: Departure,
): Promise<string> {
	const now = ctx.clock.now();
	await markRemoved(tx.db, memberId, now).execute();
	await dropRoles(tx.db, memberId).execute();
	await forgetEntryRole(tx, memberId);
	await leaveSpaces(tx.db, memberId).execute();
	await forgetVisits(tx.db, memberId).execute();
	await forgetPreferences(tx.db, memberId).execute();
	await releaseFilesOf(tx.db, memberId, ['field']);
	await forgetReading(tx.db, memberId).execute();
	await forgetDrafts(tx.db, memberId);
	await revokeInvitationsAround(tx.db, { memberId, userId, now }).execute();
	if (userId) await forgetMail(ctx, tx, userId);
	if (userId) await forgetFactors(tx.db, userId);
	if (userId) await endSessions(tx.db, userId).execute();
	if (userId) await forgetAccounts(tx.db, userId).execute();
	if (contributions === 'delete') await deleteContributions(tx, memberId);
	const isNameless = contributions === 'anonymise';
	const keptOutId = isNameless
		? await forgetName(ctx, tx, { memberId, userId, mayReturn })
		: memberId;
	if (mayReturn) await detachPerson(tx.db, memberId).execute();
	tx.touchMember(memberId);
	return keptOutId;
}

async function forgetMail(
	{ community, services }: CommunityContext,
	tx: CommunityTransaction,
	userId: string,
): Promise<void> {
	const person = await emailOfUser(tx.db, userId).executeTakeFirst();
	if (!person) return;
	await forgetAddressLater(tx.db, services, { scope: community.id, email: person.email });
}

async function forgetName(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, userId, mayReturn }: Omit<Departure, 'contributions'>,
): Promise<string> {
	const now = ctx.clock.now();
	const name = formerName(ctx.community.locale);
	await anonymise(tx.db, memberId, { handle: formerHandle(memberId), name }).execute();
	await anonymiseMerged(tx.db, memberId, name).execute();
	await releaseFilesOf(tx.db, memberId, ['avatar']);
	if (!userId || mayReturn) return memberId;
	// What is left of the person is only that they were sent away; nothing leads from it to what they wrote.
	const id = newId();
	const bare = { id, userId, handle: formerHandle(id), name, removedAt: now };
	await insertRemoved(tx.db, bare).execute();
	return id;
}

/** After the commit: every process refuses the person's sessions from the next request on. */
// authorize: the verbs that end a membership have asked.
export async function dropSessions(ctx: CommunityContext, userId: string | null): Promise<void> {
	if (!userId) return;
	const { bus, sessions, logger } = ctx.services;
	sessions.dropUser(ctx.community.id, userId);
	await bus
		.publish({ topic: 'sessions.revoked', communityId: ctx.community.id, data: { userId } })
		.catch((error: unknown) => logger.warn({ error }, 'bus did not take a message'));
}

async function deleteContributions(tx: CommunityTransaction, memberId: string): Promise<void> {
	await deleteCommentsOf(tx.db, memberId).execute();
	await deletePostsOf(tx.db, memberId).execute();
	await alignTags(tx.db, { authorId: memberId }).execute();
	await deleteReactionsOf(tx.db, memberId, 'posts').execute();
	await deleteReactionsOf(tx.db, memberId, 'comments').execute();
	await releaseFilesOf(tx.db, memberId, ['avatar', 'post']);
}

/** The random end of a time-ordered id: says nothing of when or who. */
function formerHandle(id: string): string {
	return `former-${id.slice(-12)}`;
}
