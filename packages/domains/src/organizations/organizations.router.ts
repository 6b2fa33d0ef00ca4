import * as z from 'zod';
import { createEntryLink } from '../communities/index.ts';
import { platformProcedure, platformRouter } from '../trpc.ts';
import { ownedCommunities } from './organizations.ts';
import { acceptOwnership } from './accept-ownership.ts';
import { acceptStaffInvitation, readStaffInvitation } from './accept-staff-invitation.ts';
import { declineInvitation } from './decline-invitation.ts';
import { deleteOrganization } from './delete-organization.ts';
import { AuditActor } from '../audit/audit.schema.ts';
import { findCommunities } from './find-communities.ts';
import { inviteStaff, revokeStaffInvitation } from './invite-staff.ts';
import { exportActivity, listActivity, listActivityActors } from './list-activity.ts';
import { offerOwnership, withdrawOwnership } from './offer-ownership.ts';
import {
	Activity,
	EnterCommunity,
	FindCommunities,
	FoundCommunities,
	InviteStaff,
	ExportActivity,
	ListActivity,
	OfferOwnership,
	OpenStaffInvitation,
	OrganizationRef,
	OrganizationSettings,
	OwnedCommunity,
	SetStaffRole,
	StaffInvitationRef,
	StaffRef,
	Team,
	Token,
	UpdateOrganization,
} from './organizations.schema.ts';
import { readOrganization } from './read-organization.ts';
import { readTeam } from './read-team.ts';
import { removeStaff, setStaffRole } from './set-staff-role.ts';
import { updateOrganization } from './update-organization.ts';

export const organizationsRouter = platformRouter({
	communities: platformProcedure
		.output(z.array(OwnedCommunity))
		.query(({ ctx }) => ownedCommunities(ctx)),
	find: platformProcedure
		.input(FindCommunities)
		.output(FoundCommunities)
		.query(({ ctx, input }) => findCommunities(ctx, input)),
	get: platformProcedure
		.input(OrganizationRef)
		.output(OrganizationSettings)
		.query(({ ctx, input }) => readOrganization(ctx, input)),
	update: platformProcedure
		.input(UpdateOrganization)
		.output(z.void())
		.mutation(({ ctx, input }) => updateOrganization(ctx, input)),
	delete: platformProcedure
		.input(OrganizationRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteOrganization(ctx, input)),
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
	declineInvitation: platformProcedure
		.input(Token)
		.output(z.void())
		.mutation(({ ctx, input }) => declineInvitation(ctx, input)),
	offerOwnership: platformProcedure
		.input(OfferOwnership)
		.output(z.strictObject({ invitationId: z.uuid() }))
		.mutation(({ ctx, input }) => offerOwnership(ctx, input)),
	withdrawOwnership: platformProcedure
		.input(StaffInvitationRef)
		.output(z.void())
		.mutation(({ ctx, input }) => withdrawOwnership(ctx, input)),
	acceptOwnership: platformProcedure
		.input(Token)
		.output(OrganizationRef)
		.mutation(({ ctx, input }) => acceptOwnership(ctx, input)),
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
	exportActivity: platformProcedure
		.input(ExportActivity)
		.output(z.void())
		.mutation(({ ctx, input }) => exportActivity(ctx, input)),
	activityActors: platformProcedure
		.input(OrganizationRef)
		.output(z.array(AuditActor))
		.query(({ ctx, input }) => listActivityActors(ctx, input)),
	enter: platformProcedure
		.input(EnterCommunity)
		.output(z.strictObject({ url: z.string() }))
		.mutation(({ ctx, input }) => createEntryLink(ctx, input)),
});
