import type { CommunityDb } from '@kith/db/handles';
import type { Words } from '../permissions/permission.ts';
import type { Standing } from '../permissions/standing.ts';
import { standingOfMember, standingOfUser } from './standing.queries.ts';

/** What a member may do and see hangs on this: their status, roles, private spaces, and whom they avoid. */
export type StandingRow = {
	id: string;
	handle: string;
	name: string;
	status: 'active' | 'pending' | 'staged' | 'suspended' | 'removed';
	restriction: 'silenced' | 'suspended' | 'banned' | null;
	/** Null: until somebody lifts it. */
	restrictedUntil: Date | null;
	restrictionReason: string;
	avatarFileId: string | null;
	locale: string | null;
	timeZone: string | null;
	roleIds: string[];
	spaceIds: string[];
	/** Those among them that are only read, because a membership is owed for. */
	unpaidSpaceIds: string[];
	/** Roles held in single spaces, each as "space role". */
	scopedRoles: string[];
	/** What groups of spaces and spaces say of this member alone, by their ids. */
	overrides: Record<string, Words>;
	guidelinesVersion: number;
	termsVersion: number;
	joinedAt: Date;
	/** Whether they have put the list of first steps away. */
	isSettled: boolean;
	blockedIds: string[];
	blockedByIds: string[];
	mutedIds: string[];
	mutedSpaceIds: string[];
	/** Whether they have a second factor; of a member who acts, whether it was shown in this session. */
	hasSecondFactor: boolean;
	/** Of a member who acts: what was dangerous and theirs when they showed it. */
	shownFor?: readonly string[];
};

/** The standing of the member behind a person of this community; null when there is none. */
export async function readStanding(db: CommunityDb, userId: string): Promise<StandingRow | null> {
	const row = await standingOfUser(db, userId).executeTakeFirst();
	return (row as StandingRow | undefined) ?? null;
}

/** The standing of a member, whoever acts; null when there is none. */
export async function readStandingOf(
	db: CommunityDb,
	memberId: string,
): Promise<StandingRow | null> {
	const row = await standingOfMember(db, memberId).executeTakeFirst();
	return (row as StandingRow | undefined) ?? null;
}

const standings = new WeakMap<StandingRow, Standing>();

/** What is known of a member, as their row tells it; the same row gives the same standing. */
export function standingOf(row: StandingRow): Standing {
	const known = standings.get(row) ?? readStandingRow(row);
	standings.set(row, known);
	return known;
}

function readStandingRow({ id, roleIds, spaceIds, scopedRoles, ...row }: StandingRow): Standing {
	const { blockedIds: blocked, blockedByIds: blockedBy, mutedIds: muted } = row;
	const { guidelinesVersion, termsVersion, overrides, hasSecondFactor } = row;
	const pairs = scopedRoles.map((pair) => pair.split(' ') as [space: string, role: string]);
	const bySpace = Object.groupBy(pairs, ([spaceId]) => spaceId);
	return {
		...{
			memberId: id,
			roleIds,
			spaceIds,
			overrides,
			guidelinesVersion,
			hasSecondFactor,
			termsVersion,
		},
		avoided: { blocked, blockedBy, muted, spaces: row.mutedSpaceIds },
		...(row.shownFor && { shownFor: row.shownFor }),
		...(row.unpaidSpaceIds.length > 0 && { unpaidSpaceIds: row.unpaidSpaceIds }),
		...(row.restriction === 'silenced' && { silenced: { until: row.restrictedUntil } }),
		scopedRoles: Object.fromEntries(
			Object.entries(bySpace).map(([spaceId, held = []]) => [spaceId, held.map(([, one]) => one)]),
		),
	};
}
