import { communityProcedure, communityRouter } from '../trpc.ts';
import { LinkPreview, LinkRef } from './links.schema.ts';
import { previewLink } from './preview-link.ts';

export const linksRouter = communityRouter({
	// It has a foreign page asked for: no address that a browser merely loads may do that.
	preview: communityProcedure
		.input(LinkRef)
		.output(LinkPreview.nullable())
		.mutation(({ ctx, input }) => previewLink(ctx, input)),
});
