import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { acceptGuidelines } from './accept-guidelines.ts';
import {
	Acceptance,
	Guidelines,
	GuidelinesRef,
	GuidelinesVersion,
	ListAcceptances,
	PublishGuidelines,
} from './guidelines.schema.ts';
import { publishGuidelines } from './publish-guidelines.ts';
import { currentGuidelines, listAcceptances, listVersions } from './read-guidelines.ts';

const Acceptances = z.strictObject({
	items: z.array(Acceptance),
	nextCursor: z.string().nullable(),
});

export const guidelinesRouter = communityRouter({
	current: communityProcedure
		.output(Guidelines.nullable())
		.query(({ ctx }) => currentGuidelines(ctx)),
	accept: communityProcedure
		.input(GuidelinesRef)
		.output(z.void())
		.mutation(({ ctx, input }) => acceptGuidelines(ctx, input)),
	versions: communityProcedure
		.output(z.array(GuidelinesVersion))
		.query(({ ctx }) => listVersions(ctx)),
	publish: communityProcedure
		.input(PublishGuidelines)
		.output(GuidelinesRef)
		.mutation(({ ctx, input }) => publishGuidelines(ctx, input)),
	acceptances: communityProcedure
		.input(ListAcceptances)
		.output(Acceptances)
		.query(({ ctx, input }) => listAcceptances(ctx, input)),
});
