import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { readScim } from './read-scim.ts';
import { saveGroupRules } from './save-group-rules.ts';
import { MakeToken, SaveGroupRules, ScimView, ShownToken, TokenRef } from './scim.schema.ts';
import { makeToken, renewToken, revokeToken } from './tokens.ts';

export const scimRouter = communityRouter({
	get: communityProcedure.output(ScimView).query(({ ctx }) => readScim(ctx)),
	makeToken: communityProcedure
		.input(MakeToken)
		.output(ShownToken)
		.mutation(({ ctx, input }) => makeToken(ctx, input)),
	renewToken: communityProcedure
		.input(TokenRef)
		.output(ShownToken)
		.mutation(({ ctx, input }) => renewToken(ctx, input)),
	revokeToken: communityProcedure
		.input(TokenRef)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeToken(ctx, input)),
	saveRules: communityProcedure
		.input(SaveGroupRules)
		.output(z.void())
		.mutation(({ ctx, input }) => saveGroupRules(ctx, input)),
});
