import type { CommunityContext, Staff, StaffRole } from '../context.ts';
import { isShownAs, shownIn } from '../dangers.ts';
import { readStandingOf, standingOf } from '../members/index.ts';
import type { Permission } from '../permissions/permissions.schema.ts';
import type { Standing } from '../permissions/standing.ts';
import { deskOfAccount } from './desks.queries.ts';
import { opensAny } from './studio-pages.ts';

type Place = Pick<CommunityContext, 'services' | 'community' | 'snapshot' | 'db'>;
/** As what somebody stands in a community from the studio. */
type Who = { memberId: string | null; standing: Standing };

/** What the organization's own jobs do in each of its communities, and nothing else. */
const JOBS: Readonly<Record<'billing' | 'analyst', readonly Permission[]>> = {
	billing: [
		...(['payments:read', 'payments:manage', 'memberships:read', 'memberships:manage'] as const),
		...(['tiers:read', 'tiers:manage', 'audit:billing'] as const),
	],
	analyst: ['analytics:read', 'search:terms', 'tiers:read'],
};

type Employed = { role: StaffRole | undefined; enteredId: string | null };

/** Who a staff person is in a community; null for who has nothing to do there. */
// authorize: it is where rights come from.
export async function staffStanding(
	place: Place,
	staff: Staff,
	{ role, enteredId }: Employed,
): Promise<Who | null> {
	const { id, hasSecondFactor } = staff;
	const { organizationId } = place.community;
	const isShown = role !== undefined && isShownAs(staff, organizationId, role);
	const proof = { hasSecondFactor, ...(!isShown && { shownFor: [] }) };
	if (role === 'owner' || role === 'admin') {
		const roleIds = place.snapshot.roles.filter(({ key }) => key === role).map((one) => one.id);
		const standing = { memberId: enteredId ?? id, roleIds, spaceIds: [], ...proof };
		return { memberId: enteredId, standing };
	}
	const desk = await deskStanding(place, id);
	const job = role ? { job: JOBS[role] } : {};
	if (desk)
		return {
			memberId: desk.memberId,
			standing: {
				...desk,
				hasSecondFactor,
				...job,
				...atDesk(place, staff, isShown ? role : null),
			},
		};
	if (!role) return null;
	const nothing = { memberId: '', roleIds: [], spaceIds: [], isMember: false as const };
	return { memberId: null, standing: { ...nothing, ...proof, ...job } };
}

/** What the second factor of an account counts for that is a member here, and has perhaps a job as well. */
function atDesk({ community }: Place, staff: Staff, job: StaffRole | null): Partial<Standing> {
	const shown = shownIn(staff, community.id);
	if (!shown) return {};
	const ofJob = job === 'billing' || job === 'analyst' ? JOBS[job] : [];
	return { shownFor: [...shown, ...ofJob] };
}

/** What the member may whose desk an account has here, as it is now; null for none, and for who has lost the ground for it. */
async function deskStanding(place: Place, staffId: string): Promise<Standing | null> {
	const { services, community } = place;
	const found = deskOfAccount(services.platform, community.id, staffId);
	const desk = await found.executeTakeFirst();
	return desk ? groundOf(place, desk.memberId) : null;
}

/** What a member may if that opens a page of the studio; null for who is held out of the community, or may nothing there. */
// authorize: it is where rights come from.
export async function groundOf(
	{ db, snapshot }: Pick<Place, 'db' | 'snapshot'>,
	memberId: string,
): Promise<Standing | null> {
	const row = await readStandingOf(db, memberId);
	if (row?.status !== 'active') return null;
	const standing = standingOf(row);
	return opensAny(snapshot, standing) ? standing : null;
}
