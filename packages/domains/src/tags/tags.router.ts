import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { deleteTag, planDelete } from './delete-tag.ts';
import { followTag } from './follow-tag.ts';
import { deleteGroup, listGroups, saveGroup } from './keep-groups.ts';
import { mergeTags, planMerge } from './merge-tags.ts';
import { listManaged } from './read-managed.ts';
import { getTag, listFollowed, listTags, suggestTags, tagChoice } from './read-tags.ts';
import { createTag, updateTag } from './save-tag.ts';
import { getCreation, setCreation } from './set-creation.ts';
import {
	CreateTag,
	DeletePlan,
	FollowTag,
	ListTags,
	ManagedTag,
	MergePlan,
	MergeTags,
	SaveTagGroup,
	SuggestTags,
	TagChoice,
	TagGroup,
	TagGroupRef,
	TagPage,
	TagRef,
	TagSlug,
	TagSuggestion,
	TagView,
	UpdateTag,
} from './tags.schema.ts';

const pageOf = <T extends z.ZodType>(item: T) =>
	z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
const Creation = z.strictObject({ allowed: z.boolean() });
const Listed = TagView.extend({ groupName: z.string().nullable() });

export const tagsRouter = communityRouter({
	list: communityProcedure
		.input(ListTags)
		.output(pageOf(Listed))
		.query(({ ctx, input }) => listTags(ctx, input)),
	get: communityProcedure
		.input(TagSlug)
		.output(TagPage)
		.query(({ ctx, input }) => getTag(ctx, input)),
	suggest: communityProcedure
		.input(SuggestTags)
		.output(z.array(TagSuggestion))
		.query(({ ctx, input }) => suggestTags(ctx, input)),
	choice: communityProcedure.output(TagChoice).query(({ ctx }) => tagChoice(ctx)),
	follow: communityProcedure
		.input(FollowTag)
		.output(z.void())
		.mutation(({ ctx, input }) => followTag(ctx, input)),
	followed: communityProcedure.output(z.array(TagView)).query(({ ctx }) => listFollowed(ctx)),
	manage: communityProcedure
		.input(ListTags)
		.output(pageOf(ManagedTag))
		.query(({ ctx, input }) => listManaged(ctx, input)),
	create: communityProcedure
		.input(CreateTag)
		.output(TagRef)
		.mutation(({ ctx, input }) => createTag(ctx, input)),
	update: communityProcedure
		.input(UpdateTag)
		.output(z.void())
		.mutation(({ ctx, input }) => updateTag(ctx, input)),
	planMerge: communityProcedure
		.input(MergeTags)
		.output(MergePlan)
		.query(({ ctx, input }) => planMerge(ctx, input)),
	merge: communityProcedure
		.input(MergeTags)
		.output(z.void())
		.mutation(({ ctx, input }) => mergeTags(ctx, input)),
	planDelete: communityProcedure
		.input(TagRef)
		.output(DeletePlan)
		.query(({ ctx, input }) => planDelete(ctx, input)),
	delete: communityProcedure
		.input(TagRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteTag(ctx, input)),
	groups: communityProcedure.output(z.array(TagGroup)).query(({ ctx }) => listGroups(ctx)),
	saveGroup: communityProcedure
		.input(SaveTagGroup)
		.output(TagGroupRef)
		.mutation(({ ctx, input }) => saveGroup(ctx, input)),
	deleteGroup: communityProcedure
		.input(TagGroupRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteGroup(ctx, input)),
	creation: communityProcedure.output(Creation).query(({ ctx }) => getCreation(ctx)),
	setCreation: communityProcedure
		.input(Creation)
		.output(z.void())
		.mutation(({ ctx, input }) => setCreation(ctx, input)),
});
