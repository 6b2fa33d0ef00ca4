import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import {
	entriesOfOthers,
	rolesOfOthers,
	rolesOfOthersIn,
	rulesBringing,
	tiersOpening,
	type Opened,
	type RoleInSpace,
} from './grants.queries.ts';
import {
	BY_DIRECTORY,
	BY_LEVEL,
	BY_MEMBERSHIP,
	BY_RULE,
	BY_SUSPENSION,
	type Stays,
} from './grants.schema.ts';

/** Of these roles, those that a member keeps although no hand gives them any more. */
// authorize: the verbs that take roles have asked.
export async function rolesThatStay(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	roleIds: readonly string[],
): Promise<Stays[]> {
	const rows = await rolesOfOthers(tx.db, memberId).execute();
	const stays: Stays[] = [];
	for (const { roleId, source } of rows.filter((row) => roleIds.includes(row.roleId))) {
		const what = ctx.snapshot.roles.find(({ id }) => id === roleId)?.name ?? '';
		const opened = { kind: 'role', roleId } as const;
		stays.push({ what, ...(await nameOf(ctx, tx, { memberId, source, opened })) });
	}
	return stays;
}

/** A role in one space that a member keeps although no hand gives it there any more. */
// authorize: as above.
export async function rolesThatStayIn(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	where: RoleInSpace,
): Promise<Stays[]> {
	const rows = await rolesOfOthersIn(tx.db, memberId, where).execute();
	const what = ctx.snapshot.roles.find(({ id }) => id === where.roleId)?.name ?? '';
	const opened = { kind: 'role', roleId: where.roleId } as const;
	const named = rows.map(({ source }) => nameOf(ctx, tx, { memberId, source, opened }));
	return (await Promise.all(named)).map((one) => ({ what, ...one }));
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
	const stays: Stays[] = [];
	const opened = { kind: 'space', spaceId: space.id } as const;
	for (const { source } of rows)
		stays.push({ what: space.name, ...(await nameOf(ctx, tx, { memberId, source, opened })) });
	return stays;
}

type Given = { memberId: string; source: string; opened: Opened };

async function nameOf(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, source, opened }: Given,
): Promise<Pick<Stays, 'source' | 'by'>> {
	if (source === 'onboarding' || source === BY_LEVEL || source === BY_DIRECTORY)
		return { source, by: '' };
	if (source === BY_RULE) {
		const rules = hasModule(ctx, 'gamification')
			? await rulesBringing(tx.db, memberId, opened).execute()
			: [];
		return { source, by: namesIn(rules) };
	}
	if (source !== BY_MEMBERSHIP && source !== BY_SUSPENSION) {
		const connectionId = source.slice('sso:'.length);
		return { source: 'sso', by: ctx.snapshot.sso[connectionId]?.name ?? '' };
	}
	const tiers = hasModule(ctx, 'memberships')
		? await tiersOpening(tx.db, memberId, opened).execute()
		: [];
	return { source: BY_MEMBERSHIP, by: namesIn(tiers) };
}

const namesIn = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).join(', ');
