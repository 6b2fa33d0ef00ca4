import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { acceptGuidelines } from './accept-guidelines.ts';
import {
	Acceptance,
	AcceptText,
	ExportAcceptances,
	Guidelines,
	GuidelinesRef,
	GuidelinesVersion,
	ListAcceptances,
	PublishGuidelines,
	TextAudience,
	TextRef,
	WithdrawText,
} from './guidelines.schema.ts';
import { publishGuidelines } from './publish-guidelines.ts';
import {
	currentGuidelines,
	exportAcceptances,
	listAcceptances,
	listVersions,
	textAudience,
} from './read-guidelines.ts';
import { withdrawText } from './withdraw-text.ts';

const Acceptances = z.strictObject({
	items: z.array(Acceptance),
	nextCursor: z.string().nullable(),
});

export const guidelinesRouter = communityRouter({
	current: communityProcedure
		.input(TextRef)
		.output(Guidelines.nullable())
		.query(({ ctx, input }) => currentGuidelines(ctx, input)),
	accept: communityProcedure
		.input(AcceptText)
		.output(z.void())
		.mutation(({ ctx, input }) => acceptGuidelines(ctx, input)),
	versions: communityProcedure
		.input(TextRef)
		.output(z.array(GuidelinesVersion))
		.query(({ ctx, input }) => listVersions(ctx, input)),
	audience: communityProcedure
		.input(TextRef)
		.output(TextAudience)
		.query(({ ctx, input }) => textAudience(ctx, input)),
	publish: communityProcedure
		.input(PublishGuidelines)
		.output(GuidelinesRef)
		.mutation(({ ctx, input }) => publishGuidelines(ctx, input)),
	withdraw: communityProcedure
		.input(WithdrawText)
		.output(z.void())
		.mutation(({ ctx, input }) => withdrawText(ctx, input)),
	exportAcceptances: communityProcedure
		.input(ExportAcceptances)
		.output(z.void())
		.mutation(({ ctx, input }) => exportAcceptances(ctx, input)),
	acceptances: communityProcedure
		.input(ListAcceptances)
		.output(Acceptances)
		.query(({ ctx, input }) => listAcceptances(ctx, input)),
});
