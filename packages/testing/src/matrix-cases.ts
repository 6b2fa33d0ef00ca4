import { newId } from '@kith/kernel/ids';
import { credentials, signInCases, type Permitted } from './matrix-line.ts';
import { spaceFields, words } from './test-content.ts';
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
const look = (_: Stage, { snapshot }: CommunityContext) => snapshot.draftLook;

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
	'comments.list': { allowed: INSIDE, input: (stage) => stage.post() },
	'comments.publish': {
		allowed: INSIDE,
		input: async (stage) => ({
			...{ id: newId(), ...(await stage.post()), parentId: null, body: words('Mine') },
		}),
	},
	'comments.edit': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await stage.comment()), version: 1, body: words('No') }),
	},
	'comments.restore': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await stage.comment()), version: 1, number: 1 }),
	},
	'comments.delete': { allowed: NOBODY, input: (stage) => stage.comment() },
	'comments.remove': { allowed: KEEPERS, input: (stage) => stage.comment() },
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
	'posts.list': { allowed: INSIDE, input: () => ({}) },
	'posts.pinned': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
	'posts.get': { allowed: INSIDE, input: (stage) => stage.post() },
	'posts.publish': { allowed: INSIDE, input: ({ spaceId }) => ({ id: newId(), spaceId, ...text }) },
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
	'posts.delete': { allowed: NOBODY, input: (stage) => stage.post() },
	'posts.remove': { allowed: KEEPERS, input: (stage) => stage.post() },
	'posts.pin': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), pinned: true }),
	},
	'posts.deleteExamples': { allowed: RUNNERS },
	'reactions.set': {
		allowed: INSIDE,
		input: async (stage) => ({
			...{ subjectKind: 'post', subjectId: (await stage.post()).postId, emoji: '👍', on: true },
		}),
	},
	'roles.list': { allowed: INSIDE },
	/** Visitors of a private community get an empty one. */
	'search.find': { allowed: INSIDE, input: () => ({ text: 'words' }) },
	'search.suggest': { allowed: INSIDE, input: () => ({ text: 'words' }) },
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
};
