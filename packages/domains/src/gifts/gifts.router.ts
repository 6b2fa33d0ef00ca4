import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { buyGift } from './buy-gift.ts';
import {
	BuyGift,
	FoundGift,
	GiftCheckout,
	GiftCode,
	GiftPage,
	GiftRef,
	GivenGift,
	ListGifts,
	Redeemed,
	ResendGift,
	RevokeGift,
} from './gifts.schema.ts';
import { resendGift, revokeGift } from './look-after-gifts.ts';
import { checkGift, findGift, listGifts, listGiven } from './read-gifts.ts';
import { redeemGift } from './redeem-gift.ts';

export const giftsRouter = communityRouter({
	buy: communityProcedure
		.input(BuyGift)
		.output(GiftCheckout)
		.mutation(({ ctx, input }) => buyGift(ctx, input)),
	check: communityProcedure
		.input(GiftRef)
		.output(GivenGift)
		.mutation(({ ctx, input }) => checkGift(ctx, input)),
	given: communityProcedure.output(z.array(GivenGift)).query(({ ctx }) => listGiven(ctx)),
	find: communityProcedure
		.input(GiftCode)
		.output(FoundGift)
		.query(({ ctx, input }) => findGift(ctx, input)),
	redeem: communityProcedure
		.input(GiftCode)
		.output(Redeemed)
		.mutation(({ ctx, input }) => redeemGift(ctx, input)),
	list: communityProcedure
		.input(ListGifts)
		.output(GiftPage)
		.query(({ ctx, input }) => listGifts(ctx, input)),
	resend: communityProcedure
		.input(ResendGift)
		.output(z.void())
		.mutation(({ ctx, input }) => resendGift(ctx, input)),
	revoke: communityProcedure
		.input(RevokeGift)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeGift(ctx, input)),
});
