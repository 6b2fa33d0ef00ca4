import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { createInviteLink } from './create-invite-link.ts';
import { approveMember, declineMember } from './decide-request.ts';
import { inviteMembers } from './invite-members.ts';
import { leaveCommunity } from './leave-community.ts';
import {
	CreateInviteLink,
	HeldInvitation,
	InvitationRef,
	InvitationRow,
	InvitationToken,
	InviteLink,
	InviteMembers,
	InviteResult,
	LeaveCommunity,
	ListMembers,
	MemberCounts,
	MemberRef,
	MemberRow,
	OwnProfile,
	Profile,
	ProfileRef,
	RemoveMember,
	SetRole,
	UpdateProfile,
} from './members.schema.ts';
import { heldInvitation, listInvitations } from './read-invitations.ts';
import { countMembers, getOwnProfile, getProfile, listMembers } from './read-members.ts';
import { removeMember } from './remove-member.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { setRole } from './set-role.ts';
import { updateProfile } from './update-profile.ts';

export const membersRouter = communityRouter({
	list: communityProcedure
		.input(ListMembers)
		.output(z.strictObject({ items: z.array(MemberRow), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listMembers(ctx, input)),
	profile: communityProcedure
		.input(ProfileRef)
		.output(Profile)
		.query(({ ctx, input }) => getProfile(ctx, input)),
	me: communityProcedure.output(OwnProfile).query(({ ctx }) => getOwnProfile(ctx)),
	updateProfile: communityProcedure
		.input(UpdateProfile)
		.output(OwnProfile)
		.mutation(({ ctx, input }) => updateProfile(ctx, input)),
	counts: communityProcedure.output(MemberCounts).query(({ ctx }) => countMembers(ctx)),
	setRole: communityProcedure
		.input(SetRole)
		.output(z.void())
		.mutation(({ ctx, input }) => setRole(ctx, input)),
	approve: communityProcedure
		.input(MemberRef)
		.output(z.void())
		.mutation(({ ctx, input }) => approveMember(ctx, input)),
	decline: communityProcedure
		.input(MemberRef)
		.output(z.void())
		.mutation(({ ctx, input }) => declineMember(ctx, input)),
	remove: communityProcedure
		.input(RemoveMember)
		.output(z.void())
		.mutation(({ ctx, input }) => removeMember(ctx, input)),
	leave: communityProcedure
		.input(LeaveCommunity)
		.output(z.void())
		.mutation(({ ctx, input }) => leaveCommunity(ctx, input)),
	invite: communityProcedure
		.input(InviteMembers)
		.output(InviteResult)
		.mutation(({ ctx, input }) => inviteMembers(ctx, input)),
	createInviteLink: communityProcedure
		.input(CreateInviteLink)
		.output(InviteLink)
		.mutation(({ ctx, input }) => createInviteLink(ctx, input)),
	invitations: communityProcedure
		.input(PageInput)
		.output(z.strictObject({ items: z.array(InvitationRow), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listInvitations(ctx, input)),
	revokeInvitation: communityProcedure
		.input(InvitationRef)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
	invitation: communityProcedure
		.input(InvitationToken)
		.output(HeldInvitation.nullable())
		.query(({ ctx, input }) => heldInvitation(ctx, input)),
});
