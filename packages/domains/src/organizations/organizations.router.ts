import * as z from 'zod';
import { createEntryLink } from '../communities/index.ts';
import { platformProcedure, platformRouter } from '../trpc.ts';
import { ownedCommunities, renameOrganization } from './organizations.ts';
import { acceptStaffInvitation, readStaffInvitation } from './accept-staff-invitation.ts';
import { inviteStaff, revokeStaffInvitation } from './invite-staff.ts';
import { listActivity } from './list-activity.ts';
import {
	Activity,
	EnterCommunity,
	InviteStaff,
	ListActivity,
	OpenStaffInvitation,
	OrganizationRef,
	OwnedCommunity,
	RenameOrganization,
	SetStaffRole,
	StaffInvitationRef,
	StaffRef,
	Team,
	Token,
} from './organizations.schema.ts';
import { readTeam } from './read-team.ts';
import { removeStaff, setStaffRole } from './set-staff-role.ts';

export const organizationsRouter = platformRouter({
	communities: platformProcedure
		.output(z.array(OwnedCommunity))
		.query(({ ctx }) => ownedCommunities(ctx)),
	rename: platformProcedure
		.input(RenameOrganization)
		.output(z.void())
		.mutation(({ ctx, input }) => renameOrganization(ctx, input)),
	team: platformProcedure
		.input(OrganizationRef)
		.output(Team)
		.query(({ ctx, input }) => readTeam(ctx, input)),
	inviteStaff: platformProcedure
		.input(InviteStaff)
		.output(z.strictObject({ invitationId: z.uuid() }))
		.mutation(({ ctx, input }) => inviteStaff(ctx, input)),
	revokeInvitation: platformProcedure
		.input(StaffInvitationRef)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeStaffInvitation(ctx, input)),
	invitation: platformProcedure
		.input(Token)
		.output(OpenStaffInvitation.nullable())
		.query(({ ctx, input }) => readStaffInvitation(ctx, input)),
	acceptInvitation: platformProcedure
		.input(Token)
		.output(OrganizationRef)
		.mutation(({ ctx, input }) => acceptStaffInvitation(ctx, input)),
	setStaffRole: platformProcedure
		.input(SetStaffRole)
		.output(z.void())
		.mutation(({ ctx, input }) => setStaffRole(ctx, input)),
	removeStaff: platformProcedure
		.input(StaffRef)
		.output(z.void())
		.mutation(({ ctx, input }) => removeStaff(ctx, input)),
	activity: platformProcedure
		.input(ListActivity)
		.output(Activity)
		.query(({ ctx, input }) => listActivity(ctx, input)),
	enter: platformProcedure
		.input(EnterCommunity)
		.output(z.strictObject({ url: z.string() }))
		.mutation(({ ctx, input }) => createEntryLink(ctx, input)),
});
