import { newId } from '@kith/kernel/ids';
import { credentials, signInCases, type Permitted } from './matrix-line.ts';
import { spaceFields, tagFields, words } from './test-content.ts';
import { uploadedBy } from './test-uploads.ts';
import { TO_EVERYONE } from '@kith/domains/announcements/schema';
import type { CommunityContext } from '@kith/domains/context';
import { ACTORS, type ActorName, type Stage } from './matrix-stage.ts';

type Case = Permitted<ActorName> & {
	input?: (stage: Stage, ctx: CommunityContext) => unknown;
};

const EVERYONE = ACTORS;
const SIGNED_IN = ['pending', 'member', 'moderator', 'admin', 'owner'] as const;
const INSIDE = ['member', 'moderator', 'admin', 'owner'] as const;
const KEEPERS = ['moderator', 'admin', 'owner'] as const;
const RUNNERS = ['admin', 'owner'] as const;
const NOBODY = [] as const;

const text = { title: 'Changed', body: words('Changed') };
const tomorrow = ({ clock }: CommunityContext) => ({
	publishAt: new Date(clock.now().getTime() + 86_400_000),
	timeZone: 'Europe/Berlin',
});
/** Another space that this actor may post in. */
const otherSpace = (stage: Stage, { grants }: CommunityContext) => ({
	spaceId: grants.spaces.postable.find((id) => id !== stage.spaceId) ?? newId(),
});
const commentRef = async (stage: Stage) => ({ commentId: (await stage.comment()).commentId });
const look = (_: Stage, { snapshot }: CommunityContext) => snapshot.draftLook;

const merge = async (stage: Stage) => ({
	...(await stage.tag()),
	intoTagId: (await stage.tag()).tagId,
});

/** For every procedure of a community: who may call it on things of others, and a valid input. */
export const COMMUNITY_CASES: Readonly<Record<string, Case>> = {
	'approval.queue': { allowed: KEEPERS, input: () => ({}) },
	'approval.mine': { allowed: INSIDE, input: () => ({}) },
	'approval.get': { allowed: KEEPERS, input: (stage) => stage.submission() },
	'approval.approve': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.submission()), version: 1 }),
	},
	'approval.reject': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.submission()), version: 1, reason: 'Off topic' }),
	},
	'approval.resubmit': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await stage.submission()), version: 1, body: words('Mine') }),
	},
	'approval.withdraw': { allowed: NOBODY, input: (stage) => stage.submission() },
	'approval.schedule': {
		allowed: INSIDE,
		input: ({ spaceId }, ctx) => ({ id: newId(), spaceId, ...text, ...tomorrow(ctx) }),
	},
	'approval.reschedule': {
		allowed: NOBODY,
		input: async (stage, ctx) => ({
			...{ ...(await stage.submission('scheduled')), version: 1, ...tomorrow(ctx) },
		}),
	},
	'approval.publishNow': { allowed: NOBODY, input: (stage) => stage.submission('scheduled') },
	'approval.settings': { allowed: RUNNERS },
	'approval.saveSettings': {
		allowed: RUNNERS,
		input: ({ spaceId }) => ({
			rules: [{ spaceId, kind: 'comment', roleKey: 'guest' }],
			life: { graceMinutes: 5, idleDays: 0, spaceIdleDays: [{ spaceId, days: 0 }] },
		}),
	},
	'bookmarks.list': { allowed: INSIDE, input: () => ({}) },
	'bookmarks.has': { allowed: INSIDE, input: (stage) => stage.post() },
	'bookmarks.folders': { allowed: INSIDE },
	'bookmarks.save': { allowed: INSIDE, input: (stage) => stage.post() },
	'bookmarks.drop': { allowed: INSIDE, input: (stage) => stage.post() },
	'bookmarks.createFolder': { allowed: INSIDE, input: () => ({ name: newId() }) },
	/** Folders are one's own: nobody finds another's. */
	'bookmarks.renameFolder': {
		...{ allowed: INSIDE, input: () => ({ folderId: newId(), name: 'Renamed' }) },
		outcome: 'bookmarks.folder_not_found',
	},
	'bookmarks.deleteFolder': {
		...{ allowed: INSIDE, input: () => ({ folderId: newId() }) },
		outcome: 'bookmarks.folder_not_found',
	},
	/** Visitors of a private community are refused; elsewhere they get nothing. */
	'announcements.current': { allowed: INSIDE },
	'announcements.options': { allowed: RUNNERS },
	'announcements.report': { allowed: RUNNERS, input: (stage) => stage.announcement() },
	'announcements.missing': { allowed: RUNNERS, input: (stage) => stage.announcement() },
	'announcements.markSeen': { allowed: INSIDE, input: (stage) => stage.announcement() },
	'announcements.acknowledge': { allowed: INSIDE, input: (stage) => stage.announcement() },
	'announcements.dismiss': { allowed: INSIDE, input: (stage) => stage.announcement() },
	'comments.list': { allowed: INSIDE, input: (stage) => stage.post() },
	'comments.publish': {
		allowed: INSIDE,
		input: async (stage) => ({
			...{ id: newId(), ...(await stage.post()), parentId: null, body: words('Mine') },
		}),
	},
	'comments.edit': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await commentRef(stage)), version: 1, body: words('No') }),
	},
	'comments.restore': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await commentRef(stage)), version: 1, number: 1 }),
	},
	'comments.delete': { allowed: NOBODY, input: commentRef },
	'comments.remove': { allowed: KEEPERS, input: commentRef },
	'communities.face': { allowed: EVERYONE },
	'communities.settings': { allowed: RUNNERS },
	'communities.updateGeneral': {
		allowed: RUNNERS,
		input: () => ({ name: 'Acme', tagline: '', description: '' }),
	},
	'communities.updateAccess': {
		allowed: RUNNERS,
		input: () => ({ visibility: 'private', join: 'open' }),
	},
	'communities.design': { allowed: RUNNERS },
	'communities.saveDraftLook': { allowed: RUNNERS, input: look },
	'communities.publishLook': { allowed: RUNNERS, input: look },
	'communities.discardDraftLook': { allowed: RUNNERS },
	'communities.previewLink': { allowed: RUNNERS },
	'communities.checklist': { allowed: RUNNERS },
	'communities.dismissChecklist': { allowed: RUNNERS, input: () => ({ dismissed: true }) },
	'communities.markAddressShared': { allowed: RUNNERS },
	'communities.enter': {
		...{ allowed: EVERYONE, input: () => ({ token: 'made up' }) },
		outcome: 'communities.entry_used',
	},
	'history.list': {
		allowed: INSIDE,
		input: async (stage) => ({ subjectKind: 'post', subjectId: (await stage.post()).postId }),
	},
	'history.version': { allowed: INSIDE, input: (stage) => stage.editedPost() },
	'history.hide': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.editedPost()), why: 'Names a patient' }),
	},
	'history.show': { allowed: KEEPERS, input: (stage) => stage.editedPost() },
	'feeds.list': { allowed: INSIDE, input: () => ({}) },
	'feeds.choose': { allowed: INSIDE, input: () => ({ mode: 'top', window: 'day' }) },
	'feeds.hide': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.post()), on: true }),
	},
	'feeds.suggestions': { allowed: INSIDE },
	'feeds.weights': { allowed: RUNNERS },
	'feeds.saveWeights': {
		allowed: RUNNERS,
		input: () => ({ fresh: 60, talk: 40, affinity: 50, unseen: 30, newcomers: true }),
	},
	'feeds.previewWeights': {
		allowed: RUNNERS,
		input: () => ({ fresh: 60, talk: 40, affinity: 50, unseen: 30, newcomers: true }),
	},
	'drafts.list': { allowed: INSIDE },
	'drafts.get': { allowed: INSIDE, input: () => ({ key: `post:${newId()}` }) },
	'drafts.save': {
		allowed: INSIDE,
		input: () => ({
			...{ key: `post:${newId()}`, body: words('Mine') },
			fields: { title: '', spaceId: null, postId: null },
		}),
	},
	'drafts.discard': { allowed: INSIDE, input: () => ({ key: `post:${newId()}` }) },
	'identity.viewer': { allowed: EVERYONE },
	...signInCases(EVERYONE),
	'identity.sessions': { allowed: SIGNED_IN },
	'identity.revokeSession': {
		...{ allowed: SIGNED_IN, input: () => ({ sessionId: newId() }) },
		outcome: 'identity.session_not_found',
	},
	'identity.signOutEverywhere': { allowed: SIGNED_IN },
	'identity.setPassword': { allowed: SIGNED_IN, input: () => ({ password: 'long enough' }) },
	'lifecycle.featured': { allowed: INSIDE, input: () => ({}) },
	'lifecycle.feature': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), featured: true }),
	},
	'lifecycle.lock': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), locked: true, reason: 'Settled' }),
	},
	'lifecycle.setIdleDays': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), days: 30 }),
	},
	'lifecycle.move': {
		allowed: KEEPERS,
		input: async (stage, ctx) => ({ ...(await stage.post()), ...otherSpace(stage, ctx) }),
	},
	'lifecycle.share': {
		allowed: KEEPERS,
		input: async (stage, ctx) => ({
			...{ ...(await stage.post()), ...otherSpace(stage, ctx), shown: true },
		}),
	},
	'lifecycle.inviteAuthor': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await stage.post()), handle: 'nobody-of-that-name' }),
	},
	'lifecycle.answerInvitation': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await stage.post()), accept: true }),
	},
	'lifecycle.removeAuthor': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await stage.post()), ...(await stage.member()) }),
	},
	'media.file': {
		allowed: ['member', 'moderator', 'admin', 'owner'],
		input: (_, ctx) => uploadedBy(ctx).catch(() => ({ fileId: newId() })),
	},
	'media.storage': { allowed: RUNNERS },
	'media.limitStorage': {
		allowed: RUNNERS,
		input: () => ({ fileBytes: 2 ** 20, memberBytes: 2 ** 30, communityBytes: 2 ** 40 }),
	},
	'ideas.vote': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.post('idea')), on: true }),
	},
	'ideas.setStatus': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post('idea')), status: 'planned', note: 'Soon' }),
	},
	'ideas.targets': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post('idea')), text: 'their' }),
	},
	'ideas.merge': {
		allowed: KEEPERS,
		input: async (stage) => ({
			...(await stage.post('idea')),
			intoId: (await stage.post('idea')).postId,
		}),
	},
	'ideas.unmerge': { allowed: KEEPERS, input: (stage) => stage.mergedIdea() },
	'members.list': { allowed: INSIDE, input: () => ({}) },
	'members.profile': { allowed: INSIDE, input: () => ({ handle: 'author' }) },
	'members.me': { allowed: INSIDE },
	'members.updateProfile': {
		allowed: INSIDE,
		input: () => ({
			...{ name: 'New name', handle: `h${newId().slice(-12)}`, bio: '' },
			...{ avatarFileId: null, version: 1 },
		}),
	},
	'members.counts': { allowed: RUNNERS },
	'members.setRole': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.member()), roleKey: 'moderator' }),
	},
	'members.approve': { allowed: RUNNERS, input: (stage) => stage.member('pending') },
	'members.decline': { allowed: RUNNERS, input: (stage) => stage.member('pending') },
	'members.remove': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.member()), contributions: 'keep' }),
	},
	'members.leave': {
		allowed: ['member', 'moderator', 'admin'],
		input: () => ({ contributions: 'keep' }),
	},
	'members.invite': {
		allowed: RUNNERS,
		input: () => ({ emails: [credentials().email], roleKey: 'member' }),
	},
	'members.createInviteLink': { allowed: RUNNERS, input: () => ({ roleKey: 'member' }) },
	'members.invitations': { allowed: RUNNERS, input: () => ({}) },
	'members.revokeInvitation': { allowed: RUNNERS, input: (stage) => stage.invitation() },
	'members.invitation': { allowed: EVERYONE, input: () => ({ token: 'made up' }) },
	'polls.vote': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.poll()), choices: [1] }),
	},
	'polls.close': { allowed: KEEPERS, input: (stage) => stage.poll() },
	'polls.voters': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.poll()), choice: 0 }),
	},
	'posts.list': { allowed: INSIDE, input: () => ({}) },
	'posts.tagged': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.tag()), sort: 'top' }),
	},
	'posts.pinned': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
	'posts.get': { allowed: INSIDE, input: (stage) => stage.post() },
	'posts.publish': {
		allowed: INSIDE,
		input: ({ spaceId }) => ({ id: newId(), spaceId, ...text, announcement: TO_EVERYONE }),
	},
	'posts.edit': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), version: 1, ...text }),
	},
	'posts.restore': {
		allowed: KEEPERS,
		input: async (stage) => {
			const { subjectId: postId, number } = await stage.editedPost();
			return { postId, version: 2, number };
		},
	},
	'posts.changeKind': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), kind: 'question' }),
	},
	'posts.delete': { allowed: NOBODY, input: (stage) => stage.post() },
	'posts.remove': { allowed: KEEPERS, input: (stage) => stage.post() },
	'posts.pin': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), pinned: true }),
	},
	'posts.deleteExamples': { allowed: RUNNERS },
	'questions.accept': { allowed: KEEPERS, input: (stage) => stage.comment('question') },
	'questions.withdraw': { allowed: KEEPERS, input: (stage) => stage.post('question') },
	'reactions.set': {
		allowed: INSIDE,
		input: async (stage) => ({
			...{ subjectKind: 'post', subjectId: (await stage.post()).postId, emoji: '👍', on: true },
		}),
	},
	'relations.follow': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.member()), on: true }),
	},
	'relations.followSpace': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId, on: true }) },
	'relations.mute': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.member()), on: true }),
	},
	'relations.block': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.member()), on: true }),
	},
	'relations.avoided': { allowed: INSIDE, input: () => ({ kind: 'block' }) },
	'relations.follows': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.member()), side: 'followers' }),
	},
	'relations.to': { allowed: INSIDE, input: (stage) => stage.member() },
	'relations.toSpace': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
	'roles.list': { allowed: INSIDE },
	/** Visitors of a private community get an empty one. */
	'search.find': { allowed: INSIDE, input: () => ({ text: 'words' }) },
	'search.suggest': { allowed: INSIDE, input: () => ({ text: 'words' }) },
	'search.recent': { allowed: INSIDE },
	'search.forget': { allowed: INSIDE, input: () => ({ text: null }) },
	'search.similar': { allowed: INSIDE, input: () => ({ title: 'How do I begin?' }) },
	'search.terms': { allowed: RUNNERS, input: () => ({}) },
	'spaces.navigation': { allowed: EVERYONE },
	'spaces.get': { allowed: INSIDE, input: () => ({ slug: 'ideas' }) },
	'spaces.visit': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
	'spaces.tree': { allowed: RUNNERS },
	'spaces.members': { allowed: RUNNERS, input: ({ spaceId }) => ({ spaceId }) },
	'spaces.setMember': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ ...(await stage.space()), ...(await stage.member()), allowed: true },
		}),
	},
	'spaces.create': { allowed: RUNNERS, input: () => spaceFields() },
	'spaces.update': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...spaceFields(), ...(await stage.space()), version: 1 }),
	},
	'spaces.archive': { allowed: RUNNERS, input: (stage) => stage.space() },
	'spaces.arrange': { allowed: RUNNERS, input: () => ({ groups: [] }) },
	'spaces.createGroup': { allowed: RUNNERS, input: () => ({ name: 'Group' }) },
	'spaces.renameGroup': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.group()), name: 'Renamed' }),
	},
	'spaces.deleteGroup': { allowed: RUNNERS, input: (stage) => stage.group() },
	'tags.list': { allowed: INSIDE, input: () => ({}) },
	'tags.get': {
		allowed: INSIDE,
		input: async (stage) => {
			const { tagId } = await stage.tag();
			const slug = stage.here.db.selectFrom('tags').select('slug').where('id', '=', tagId);
			return slug.executeTakeFirstOrThrow();
		},
	},
	'tags.suggest': { allowed: INSIDE, input: () => ({ text: 'tag' }) },
	'tags.choice': { allowed: INSIDE },
	'tags.follow': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.tag()), on: true }),
	},
	'tags.followed': { allowed: INSIDE },
	'tags.manage': { allowed: RUNNERS, input: () => ({}) },
	'tags.create': { allowed: RUNNERS, input: () => ({ id: newId(), ...tagFields() }) },
	'tags.update': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...tagFields(), ...(await stage.tag()), version: 1 }),
	},
	'tags.planMerge': { allowed: RUNNERS, input: merge },
	'tags.merge': { allowed: RUNNERS, input: merge },
	'tags.planDelete': { allowed: RUNNERS, input: (stage) => stage.tag() },
	'tags.delete': { allowed: RUNNERS, input: (stage) => stage.tag() },
	'tags.groups': { allowed: RUNNERS },
	'tags.saveGroup': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ ...(await stage.tagGroup()), name: 'Group', onlyOne: true, requiredSpaceIds: [] },
		}),
	},
	'tags.deleteGroup': { allowed: RUNNERS, input: (stage) => stage.tagGroup() },
	'tags.creation': { allowed: RUNNERS },
	'tags.setCreation': { allowed: RUNNERS, input: () => ({ allowed: true }) },
};
