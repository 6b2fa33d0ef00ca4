import type { CommunityContext } from '../context.ts';
import { peopleByEmails } from './imports.queries.ts';

/** Whether somebody is new, here already, or may not be brought in and why. */
export type InList = 'fresh' | 'there' | 'above' | 'removed' | 'banned';

/** How those behind some addresses stand to who brings them in with `rank`; those who are not named are new. */
// authorize: the verbs of imports have asked.
export async function standingsOf(
	ctx: CommunityContext,
	emails: readonly string[],
	rank: number,
): Promise<ReadonlyMap<string, InList>> {
	if (emails.length === 0) return new Map();
	const people = await peopleByEmails(ctx.db, emails).execute();
	return new Map(people.map((person) => [person.email, standingOf(ctx, person, rank)] as const));
}

type Person = {
	id: string | null;
	status: string | null;
	restriction: string | null;
	roleIds: readonly string[];
};

/** How one person stands. */
// authorize: tells of one row by the roles of the snapshot.
export function standingOf(
	{ snapshot }: CommunityContext,
	{ id, status, restriction, roleIds }: Person,
	rank: number,
): InList {
	if (id === null) return 'fresh';
	if (restriction === 'banned') return 'banned';
	if (status === 'removed') return 'removed';
	const held = snapshot.roles.filter((role) => roleIds.includes(role.id));
	return held.every((role) => role.rank < rank) ? 'there' : 'above';
}
