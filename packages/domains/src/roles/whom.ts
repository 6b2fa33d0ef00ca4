import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { mayKnow, readStandingOf, standingOf, type StandingRow } from '../members/index.ts';
import { NOBODY } from '../permissions/permission.ts';
import type { HeldBack } from '../permissions/permissions.schema.ts';
import type { Standing } from '../permissions/standing.ts';
import type { Whom } from './roles.schema.ts';

type Place = Pick<CommunityContext, 'db' | 'snapshot'>;

/**
 * What is known of somebody who is asked about: a visitor, anybody who holds a role, one member. Nobody's own things
 * come with it: a member's standing goes by their roles and not by their name. Throws `roles.not_found` and
 * `members.not_found`.
 */
// authorize: the verbs that ask have asked.
export async function standingFor(ctx: Place, whom: Whom): Promise<Standing | null> {
	if (whom.kind === 'visitor') return null;
	if (whom.kind === 'role') return standingOfRole(ctx, whom.roleId, whom.spaceId ?? null);
	const row = await readStandingOf(ctx.db, whom.memberId);
	if (row?.status !== 'active') throw new NotFoundError('members.not_found');
	return { ...standingOf(row), memberId: NOBODY };
}

/** A member who is outside: why, and what they would go by inside. */
type Outside = { heldBack: HeldBack; inside: Standing };

/**
 * The same for a question of what somebody may, which can be asked of members who are outside, too: they go by what
 * visitors go by. Only of those whom the actor may know to be outside. Throws `roles.not_found` and `members.not_found`.
 */
// authorize: the verbs that ask have asked.
export async function askedAbout(
	ctx: CommunityContext,
	whom: Whom,
): Promise<{ standing: Standing | null; outside: Outside | null }> {
	const row = whom.kind === 'member' ? await readStandingOf(ctx.db, whom.memberId) : null;
	const heldBack = row && heldBackBy(row);
	if (!row || !heldBack) return { standing: await standingFor(ctx, whom), outside: null };
	if (!mayKnow(ctx, row)) throw new NotFoundError('members.not_found');
	// What they have not accepted is asked of them when they are in.
	const { guidelinesVersion: _, termsVersion: __, ...inside } = standingOf(row);
	return { standing: null, outside: { heldBack, inside: { ...inside, memberId: NOBODY } } };
}

function heldBackBy({ status, restriction }: StandingRow): HeldBack | null {
	if (status === 'removed') return restriction === 'banned' ? 'banned' : null;
	return status === 'active' ? null : status;
}

function standingOfRole(
	ctx: Pick<Place, 'snapshot'>,
	roleId: string,
	spaceId: string | null,
): Standing | null {
	const role = ctx.snapshot.roles.find(({ id }) => id === roleId);
	if (!role) throw new NotFoundError('roles.not_found');
	if (role.key === 'guest') return null;
	// A role of single spaces is shown where it is held: in the one asked for, or in all of them.
	const spaces = spaceId ? [spaceId] : ctx.snapshot.spaces.map(({ id }) => id);
	const scopedRoles =
		role.scope === 'space' ? Object.fromEntries(spaces.map((id) => [id, [role.id]])) : {};
	const roleIds = role.scope === 'space' || role.key === 'member' ? [] : [role.id];
	return { memberId: NOBODY, roleIds, spaceIds: [], scopedRoles, hasSecondFactor: true };
}

/** Somebody whose place in a community is taken for a look: what they may, and what they are called. */
type Shown = { standing: Standing | null; name: string };

/**
 * Whom a site is shown as, by name, which is empty for a visitor; null for somebody who has gone meanwhile, or a role
 * that has.
 */
// authorize: whoever asks holds a token of the studio's.
export async function shownFor(ctx: Place, whom: Whom): Promise<Shown | null> {
	try {
		return { standing: await standingFor(ctx, whom), name: await nameOfWhom(ctx, whom) };
	} catch (error) {
		if (error instanceof NotFoundError) return null;
		throw error;
	}
}

/** The name of whom a preview stands for; empty for a visitor. */
// authorize: whoever holds the token was told already.
export async function nameOfWhom(ctx: Place, whom: Whom): Promise<string> {
	if (whom.kind === 'visitor') return '';
	if (whom.kind === 'role')
		return ctx.snapshot.roles.find(({ id }) => id === whom.roleId)?.name ?? '';
	return (await readStandingOf(ctx.db, whom.memberId))?.name ?? '';
}
