import * as z from 'zod';
import { createEntryLink } from '../communities/index.ts';
import { platformProcedure, platformRouter } from '../trpc.ts';
import { ownedCommunities, renameOrganization } from './organizations.ts';
import { EnterCommunity, OwnedCommunity, RenameOrganization } from './organizations.schema.ts';

export const organizationsRouter = platformRouter({
	communities: platformProcedure
		.output(z.array(OwnedCommunity))
		.query(({ ctx }) => ownedCommunities(ctx)),
	rename: platformProcedure
		.input(RenameOrganization)
		.output(z.void())
		.mutation(({ ctx, input }) => renameOrganization(ctx, input)),
	enter: platformProcedure
		.input(EnterCommunity)
		.output(z.strictObject({ url: z.string() }))
		.mutation(({ ctx, input }) => createEntryLink(ctx, input)),
});
