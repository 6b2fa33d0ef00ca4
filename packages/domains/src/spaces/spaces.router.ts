import * as z from 'zod';
import { Taken } from '../grants/index.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	arrangeSpaces,
	createGroup,
	deleteGroup,
	renameGroup,
	setSpaceMember,
} from './arrange-spaces.ts';
import { createSpace } from './create-space.ts';
import { lockedSpace } from './locked-spaces.ts';
import {
	getSpace,
	managedSpaces,
	listSpaceMembers,
	navigation,
	spaceChoices,
	spaceTree,
	visitSpace,
} from './read-spaces.ts';
import { aboutSpace, listPeople } from './space-people.ts';
import {
	ArrangeSpaces,
	CreateGroup,
	CreateSpace,
	GroupRef,
	LetIn,
	ListPeople,
	LockedSpace,
	Navigation,
	RenameGroup,
	SpaceAbout,
	SpaceChoice,
	SpaceMember,
	SpacePeople,
	SpaceRef,
	SpaceTree,
	SpaceView,
	UpdateSpace,
} from './spaces.schema.ts';
import { archiveSpace, updateSpace } from './update-space.ts';

export const spacesRouter = communityRouter({
	navigation: communityProcedure.output(Navigation).query(({ ctx }) => navigation(ctx)),
	get: communityProcedure
		.input(z.strictObject({ slug: z.string().max(60) }))
		.output(SpaceView)
		.query(({ ctx, input }) => getSpace(ctx, input.slug)),
	locked: communityProcedure
		.input(z.strictObject({ slug: z.string().max(60) }))
		.output(LockedSpace)
		.query(({ ctx, input }) => lockedSpace(ctx, input.slug)),
	visit: communityProcedure
		.input(SpaceRef)
		.output(z.void())
		.mutation(({ ctx, input }) => visitSpace(ctx, input)),
	tree: communityProcedure.output(SpaceTree).query(({ ctx }) => spaceTree(ctx)),
	choices: communityProcedure.output(z.array(SpaceChoice)).query(({ ctx }) => spaceChoices(ctx)),
	managed: communityProcedure.output(z.array(SpaceChoice)).query(({ ctx }) => managedSpaces(ctx)),
	members: communityProcedure
		.input(SpaceRef)
		.output(z.array(SpaceMember))
		.query(({ ctx, input }) => listSpaceMembers(ctx, input)),
	people: communityProcedure
		.input(ListPeople)
		.output(SpacePeople)
		.query(({ ctx, input }) => listPeople(ctx, input)),
	about: communityProcedure
		.input(SpaceRef)
		.output(SpaceAbout)
		.query(({ ctx, input }) => aboutSpace(ctx, input)),
	setMember: communityProcedure
		.input(LetIn)
		.output(Taken)
		.mutation(({ ctx, input }) => setSpaceMember(ctx, input)),
	create: communityProcedure
		.input(CreateSpace)
		.output(SpaceRef)
		.mutation(({ ctx, input }) => createSpace(ctx, input)),
	update: communityProcedure
		.input(UpdateSpace)
		.output(z.void())
		.mutation(({ ctx, input }) => updateSpace(ctx, input)),
	archive: communityProcedure
		.input(SpaceRef)
		.output(z.void())
		.mutation(({ ctx, input }) => archiveSpace(ctx, input)),
	arrange: communityProcedure
		.input(ArrangeSpaces)
		.output(z.void())
		.mutation(({ ctx, input }) => arrangeSpaces(ctx, input)),
	createGroup: communityProcedure
		.input(CreateGroup)
		.output(GroupRef)
		.mutation(({ ctx, input }) => createGroup(ctx, input)),
	renameGroup: communityProcedure
		.input(RenameGroup)
		.output(z.void())
		.mutation(({ ctx, input }) => renameGroup(ctx, input)),
	deleteGroup: communityProcedure
		.input(GroupRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteGroup(ctx, input)),
});
