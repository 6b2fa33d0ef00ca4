import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { entriesOfOthers, rolesOfOthers } from './grants.queries.ts';
import type { Stays } from './grants.schema.ts';

/** Of these roles, those that a member keeps although no hand gives them any more. */
// authorize: the verbs that take roles have asked.
export async function rolesThatStay(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	roleIds: readonly string[],
): Promise<Stays[]> {
	const rows = await rolesOfOthers(tx.db, memberId).execute();
	return rows
		.filter(({ roleId }) => roleIds.includes(roleId))
		.map(({ roleId, source }) => ({
			what: ctx.snapshot.roles.find(({ id }) => id === roleId)?.name ?? '',
			...nameOf(ctx, source),
		}));
}

/** What still lets a member into a space although no hand does any more. */
// authorize: the verbs that let people out have asked.
export async function entryThatStays(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	space: { id: string; name: string },
): Promise<Stays[]> {
	const rows = await entriesOfOthers(tx.db, memberId, space.id).execute();
	return rows.map(({ source }) => ({ what: space.name, ...nameOf(ctx, source) }));
}

function nameOf({ snapshot }: CommunityContext, source: string): Pick<Stays, 'source' | 'by'> {
	if (source === 'membership' || source === 'onboarding') return { source, by: '' };
	return { source: 'sso', by: snapshot.sso[source.slice('sso:'.length)]?.name ?? '' };
}
