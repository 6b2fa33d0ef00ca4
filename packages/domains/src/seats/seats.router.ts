import * as z from 'zod';
import { Checkout } from '../sales/sales.schema.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { buySeats } from './buy-seats.ts';
import { changeSeats, previewSeats } from './change-seats.ts';
import { inviteToGroup, renameGroup, revokeInvite, setLink } from './invite-people.ts';
import { answerOffer, offerGroup, withdrawOffer } from './pass-on-group.ts';
import { findGroup, listOffered, listPeople, listPeopleFor, readGroup } from './read-group.ts';
import {
	AnswerOffer,
	BuySeats,
	ChangeSeats,
	ConfirmSeats,
	FoundGroup,
	Group,
	GroupRef,
	InviteRef,
	InviteToGroup,
	ListPeople,
	OfferedGroup,
	PersonRef,
	RenameGroup,
	SeatedPage,
	SeatsPreview,
	SeatToken,
	SetLink,
} from './seats.schema.ts';
import { leaveGroup, removePerson, takeOwnSeat, takeSeat } from './take-seat.ts';

export const seatsRouter = communityRouter({
	buy: communityProcedure
		.input(BuySeats)
		.output(Checkout)
		.mutation(({ ctx, input }) => buySeats(ctx, input)),
	group: communityProcedure
		.input(GroupRef)
		.output(Group)
		.query(({ ctx, input }) => readGroup(ctx, input)),
	people: communityProcedure
		.input(ListPeople)
		.output(SeatedPage)
		.query(({ ctx, input }) => listPeople(ctx, input)),
	peopleFor: communityProcedure
		.input(ListPeople)
		.output(SeatedPage)
		.query(({ ctx, input }) => listPeopleFor(ctx, input)),
	find: communityProcedure
		.input(SeatToken)
		.output(FoundGroup)
		.query(({ ctx, input }) => findGroup(ctx, input)),
	take: communityProcedure
		.input(SeatToken)
		.output(GroupRef)
		.mutation(({ ctx, input }) => takeSeat(ctx, input)),
	takeOwn: communityProcedure
		.input(GroupRef)
		.output(z.void())
		.mutation(({ ctx, input }) => takeOwnSeat(ctx, input)),
	leave: communityProcedure
		.input(GroupRef)
		.output(z.void())
		.mutation(({ ctx, input }) => leaveGroup(ctx, input)),
	remove: communityProcedure
		.input(PersonRef)
		.output(z.void())
		.mutation(({ ctx, input }) => removePerson(ctx, input)),
	rename: communityProcedure
		.input(RenameGroup)
		.output(z.void())
		.mutation(({ ctx, input }) => renameGroup(ctx, input)),
	setLink: communityProcedure
		.input(SetLink)
		.output(z.void())
		.mutation(({ ctx, input }) => setLink(ctx, input)),
	invite: communityProcedure
		.input(InviteToGroup)
		.output(z.void())
		.mutation(({ ctx, input }) => inviteToGroup(ctx, input)),
	revoke: communityProcedure
		.input(InviteRef)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeInvite(ctx, input)),
	previewChange: communityProcedure
		.input(ChangeSeats)
		.output(SeatsPreview)
		.mutation(({ ctx, input }) => previewSeats(ctx, input)),
	change: communityProcedure
		.input(ConfirmSeats)
		.output(z.void())
		.mutation(({ ctx, input }) => changeSeats(ctx, input)),
	offer: communityProcedure
		.input(PersonRef)
		.output(z.void())
		.mutation(({ ctx, input }) => offerGroup(ctx, input)),
	withdraw: communityProcedure
		.input(GroupRef)
		.output(z.void())
		.mutation(({ ctx, input }) => withdrawOffer(ctx, input)),
	answer: communityProcedure
		.input(AnswerOffer)
		.output(z.void())
		.mutation(({ ctx, input }) => answerOffer(ctx, input)),
	offered: communityProcedure.output(z.array(OfferedGroup)).query(({ ctx }) => listOffered(ctx)),
});
