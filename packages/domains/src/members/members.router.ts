import * as z from 'zod';
import { Taken } from '../grants/index.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { createInviteLink } from './create-invite-link.ts';
import { answerJoining, getOwnRequest } from './answer-joining.ts';
import { approveMember, approveMembers, declineMember } from './decide-request.ts';
import { AnswerJoining, Joining, OwnRequest } from './joining.schema.ts';
import { editMember, getEditedProfile } from './edit-member.ts';
import { EditedProfile, EditMember } from './edit-member.schema.ts';
import { inviteMembers } from './invite-members.ts';
import { leaveCommunity } from './leave-community.ts';
import {
	ApproveMembers,
	Approved,
	CreateInviteLink,
	DeclineMember,
	HeldInvitation,
	InvitationRef,
	InvitationRow,
	InvitationToken,
	InviteLink,
	InviteMembers,
	InviteResult,
	LeaveCommunity,
	ListInvitations,
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
import { resendInvitation } from './resend-invitation.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { getJoining, saveJoining } from './save-joining.ts';
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
	edited: communityProcedure
		.input(MemberRef)
		.output(EditedProfile)
		.query(({ ctx, input }) => getEditedProfile(ctx, input)),
	edit: communityProcedure
		.input(EditMember)
		.output(z.void())
		.mutation(({ ctx, input }) => editMember(ctx, input)),
	counts: communityProcedure.output(MemberCounts).query(({ ctx }) => countMembers(ctx)),
	setRole: communityProcedure
		.input(SetRole)
		.output(Taken)
		.mutation(({ ctx, input }) => setRole(ctx, input)),
	approve: communityProcedure
		.input(MemberRef)
		.output(z.void())
		.mutation(({ ctx, input }) => approveMember(ctx, input)),
	approveMany: communityProcedure
		.input(ApproveMembers)
		.output(Approved)
		.mutation(({ ctx, input }) => approveMembers(ctx, input)),
	decline: communityProcedure
		.input(DeclineMember)
		.output(z.void())
		.mutation(({ ctx, input }) => declineMember(ctx, input)),
	ownRequest: communityProcedure.output(OwnRequest).query(({ ctx }) => getOwnRequest(ctx)),
	answerJoining: communityProcedure
		.input(AnswerJoining)
		.output(z.void())
		.mutation(({ ctx, input }) => answerJoining(ctx, input)),
	joining: communityProcedure.output(Joining).query(({ ctx }) => getJoining(ctx)),
	saveJoining: communityProcedure
		.input(Joining)
		.output(z.void())
		.mutation(({ ctx, input }) => saveJoining(ctx, input)),
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
		.input(ListInvitations)
		.output(z.strictObject({ items: z.array(InvitationRow), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listInvitations(ctx, input)),
	resendInvitation: communityProcedure
		.input(InvitationRef)
		.output(z.void())
		.mutation(({ ctx, input }) => resendInvitation(ctx, input)),
	revokeInvitation: communityProcedure
		.input(InvitationRef)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
	invitation: communityProcedure
		.input(InvitationToken)
		.output(HeldInvitation.nullable())
		.query(({ ctx, input }) => heldInvitation(ctx, input)),
});
