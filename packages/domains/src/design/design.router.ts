import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	DesignVersion,
	DesignView,
	PublishDesign,
	SavedDraft,
	SaveDraft,
	VersionRef,
	VersionView,
} from './design.schema.ts';
import { discardDraft } from './discard-draft.ts';
import { Menus } from './navigation.schema.ts';
import { PageRef, PageView } from './page-view.schema.ts';
import { publishDesign } from './publish-design.ts';
import { getDesign } from './read-design.ts';
import { menus } from './read-menus.ts';
import { getPage } from './read-page.ts';
import { getVersion, listVersions } from './read-versions.ts';
import { restoreVersion } from './restore-version.ts';
import { saveDraft } from './save-draft.ts';

export const designRouter = communityRouter({
	menus: communityProcedure.output(Menus).query(({ ctx }) => menus(ctx)),
	page: communityProcedure
		.input(PageRef)
		.output(PageView)
		.query(({ ctx, input }) => getPage(ctx, input)),
	get: communityProcedure.output(DesignView).query(({ ctx }) => getDesign(ctx)),
	saveDraft: communityProcedure
		.input(SaveDraft)
		.output(SavedDraft)
		.mutation(({ ctx, input }) => saveDraft(ctx, input)),
	discard: communityProcedure.output(z.void()).mutation(({ ctx }) => discardDraft(ctx)),
	publish: communityProcedure
		.input(PublishDesign)
		.output(VersionRef)
		.mutation(({ ctx, input }) => publishDesign(ctx, input)),
	versions: communityProcedure.output(z.array(DesignVersion)).query(({ ctx }) => listVersions(ctx)),
	version: communityProcedure
		.input(VersionRef)
		.output(VersionView)
		.query(({ ctx, input }) => getVersion(ctx, input)),
	restore: communityProcedure
		.input(VersionRef)
		.output(z.void())
		.mutation(({ ctx, input }) => restoreVersion(ctx, input)),
});
