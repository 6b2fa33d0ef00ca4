import { communityCaller, platformCaller, type CommunityInputs } from '@kith/domains';
import type { CommunityContext, PlatformContext } from '@kith/domains/context';

// What a test of one domain needs of another, called the way everybody outside calls it.

type Inputs<Domain extends keyof CommunityInputs> = CommunityInputs[Domain];

export const publishPost = (ctx: CommunityContext, input: Inputs<'posts'>['publish']) =>
	communityCaller(ctx).posts.publish(input);
export const getPost = (ctx: CommunityContext, input: Inputs<'posts'>['get']) =>
	communityCaller(ctx).posts.get(input);
export const listPosts = (ctx: CommunityContext, input: Inputs<'posts'>['list']) =>
	communityCaller(ctx).posts.list(input);
export const listFeed = (ctx: CommunityContext, input: Inputs<'feeds'>['list']) =>
	communityCaller(ctx).feeds.list(input);
export const editPost = (ctx: CommunityContext, input: Inputs<'posts'>['edit']) =>
	communityCaller(ctx).posts.edit(input);
export const removePost = (ctx: CommunityContext, input: Inputs<'posts'>['remove']) =>
	communityCaller(ctx).posts.remove(input);
export const deleteExamples = (ctx: CommunityContext) =>
	communityCaller(ctx).posts.deleteExamples();
export const publishComment = (ctx: CommunityContext, input: Inputs<'comments'>['publish']) =>
	communityCaller(ctx).comments.publish(input);
export const acceptAnswer = (ctx: CommunityContext, input: Inputs<'questions'>['accept']) =>
	communityCaller(ctx).questions.accept(input);
export const removeComment = (ctx: CommunityContext, input: Inputs<'comments'>['remove']) =>
	communityCaller(ctx).comments.remove(input);
export const voteForIdea = (ctx: CommunityContext, input: Inputs<'ideas'>['vote']) =>
	communityCaller(ctx).ideas.vote(input);
export const mergeIdea = (ctx: CommunityContext, input: Inputs<'ideas'>['merge']) =>
	communityCaller(ctx).ideas.merge(input);
export const createSpace = (ctx: CommunityContext, input: Inputs<'spaces'>['create']) =>
	communityCaller(ctx).spaces.create(input);
export const createGroup = (ctx: CommunityContext, input: Inputs<'spaces'>['createGroup']) =>
	communityCaller(ctx).spaces.createGroup(input);
export const createField = (ctx: CommunityContext, input: Inputs<'fields'>['create']) =>
	communityCaller(ctx).fields.create(input);
export const archiveField = (ctx: CommunityContext, input: Inputs<'fields'>['archive']) =>
	communityCaller(ctx).fields.archive(input);
export const createTag = (ctx: CommunityContext, input: Inputs<'tags'>['create']) =>
	communityCaller(ctx).tags.create(input);
export const saveTagGroup = (ctx: CommunityContext, input: Inputs<'tags'>['saveGroup']) =>
	communityCaller(ctx).tags.saveGroup(input);
export const createRole = (ctx: CommunityContext, input: Inputs<'roles'>['create']) =>
	communityCaller(ctx).roles.create(input);
export const saveOnboarding = (ctx: CommunityContext, input: Inputs<'onboarding'>['save']) =>
	communityCaller(ctx).onboarding.save(input);
export const createInviteLink = (
	ctx: CommunityContext,
	input: Inputs<'members'>['createInviteLink'],
) => communityCaller(ctx).members.createInviteLink(input);

export const inviteMembers = (ctx: CommunityContext, input: Inputs<'members'>['invite']) =>
	communityCaller(ctx).members.invite(input);
export const restrictMember = (ctx: CommunityContext, input: Inputs<'restrictions'>['restrict']) =>
	communityCaller(ctx).restrictions.restrict(input);
export const addNote = (ctx: CommunityContext, input: Inputs<'notes'>['add']) =>
	communityCaller(ctx).notes.add(input);
export const saveSegment = (ctx: CommunityContext, input: Inputs<'roster'>['saveSegment']) =>
	communityCaller(ctx).roster.saveSegment(input);
export const checkImport = (ctx: CommunityContext, input: Inputs<'imports'>['check']) =>
	communityCaller(ctx).imports.check(input);
export const startPoints = (ctx: CommunityContext) =>
	communityCaller(ctx).gamification.start({ rules: [], countsPast: false });
export const startBulk = (ctx: CommunityContext, input: Inputs<'batches'>['start']) =>
	communityCaller(ctx).batches.start(input);

type Choice = Parameters<ReturnType<typeof platformCaller>['signups']['chooseCommunity']>[0];

export const startSignup = (ctx: PlatformContext) => platformCaller(ctx).signups.start();
export const chooseCommunity = (ctx: PlatformContext, input: Choice) =>
	platformCaller(ctx).signups.chooseCommunity(input);
