import type { OrganizationRef, Team } from './organizations.schema.ts';
import { MOST_STAFF } from './organizations.schema.ts';
import type { PlatformContext, StaffRole } from '../context.ts';
import { givable, RUNNING } from './staff-rank.ts';
import { openStaffInvitations, teamOf } from './team.queries.ts';

/** Who works for an organization and who was asked to, with what the reader may do about it. */
export async function readTeam(
	ctx: PlatformContext,
	{ organizationId }: OrganizationRef,
): Promise<Team> {
	const staff = ctx.authorize(organizationId, RUNNING);
	const own = staff.organizations.find(({ id }) => id === organizationId)?.role;
	const [people, invitations] = await Promise.all([
		teamOf(ctx.db, organizationId, MOST_STAFF).execute(),
		openStaffInvitations(ctx.db, organizationId, MOST_STAFF).execute(),
	]);
	const may = givable(own);
	const isOnlyOwner = people.filter(({ role }) => role === 'owner').length === 1;
	return {
		people: people.map((person) => {
			const role = person.role as StaffRole;
			const isSelf = person.staffId === staff.id;
			const mayTouch = may.includes(role) && !isSelf;
			return {
				...{ ...person, role, isSelf },
				mayBecome: mayTouch ? may.filter((one) => one !== role) : [],
				mayRemove: mayTouch || (isSelf && !(role === 'owner' && isOnlyOwner)),
			};
		}),
		invitations: invitations.map(({ id, email, role, inviterName, createdAt, expiresAt }) => ({
			...{ id, email, inviterName, createdAt, expiresAt, role: role as StaffRole },
			isExpired: expiresAt <= ctx.clock.now(),
		})),
		mayInvite: [...may],
	};
}
