import { newId } from '@kith/kernel/ids';
import { encodeCursor } from '@kith/kernel/pages';
import { accountCases, credentials, signInCases } from './matrix-line.ts';
import { ANALYTICS_CASES } from './matrix-analytics.ts';
import { AFFILIATE_CASES } from './matrix-affiliates.ts';
import { ARRIVAL_CASES } from './matrix-arrival.ts';
import { DESK_CASES } from './matrix-desks.ts';
import { DESIGN_CASES } from './matrix-design.ts';
import { CARE_CASES } from './matrix-care.ts';
import { FEED_CASES } from './matrix-feeds.ts';
import { LIBRARY_CASES } from './matrix-library.ts';
import { LIFE_CASES } from './matrix-life.ts';
import { PAYMENT_CASES } from './matrix-payments.ts';
import { PEOPLE_CASES } from './matrix-people.ts';
import { ROLE_CASES } from './matrix-roles.ts';
import { CHALLENGE_CASES } from './matrix-challenges.ts';
import { POINT_CASES } from './matrix-points.ts';
import { POST_CASES } from './matrix-posts.ts';
import { SALES_CASES } from './matrix-sales.ts';
import { SCIM_CASES } from './matrix-scim.ts';
import { SSO_CASES } from './matrix-sso.ts';
import { TAG_CASES } from './matrix-tags.ts';
import { EVERYONE, INSIDE, KEEPERS, NOBODY, RUNNERS, SIGNED_IN, type Cases } from './matrix-who.ts';
import { spaceFields, words } from './test-content.ts';
import { uploadedBy } from './test-uploads.ts';
import type { Stage } from './matrix-stage.ts';

const commentRef = async (stage: Stage) => ({ commentId: (await stage.comment()).commentId });

/** For every procedure of a community: who may call it on things of others, and a valid input. */
export const COMMUNITY_CASES: Cases = {
	...ANALYTICS_CASES,
	...AFFILIATE_CASES,
	...ARRIVAL_CASES,
	...DESK_CASES,
	...DESIGN_CASES,
	...CARE_CASES,
	...FEED_CASES,
	...LIBRARY_CASES,
	...LIFE_CASES,
	...PAYMENT_CASES,
	...PEOPLE_CASES,
	...ROLE_CASES,
	...POINT_CASES,
	...CHALLENGE_CASES,
	...SALES_CASES,
	...SCIM_CASES,
	...SSO_CASES,
	...TAG_CASES,
	/** Visitors of a private community are refused; elsewhere they get nothing. */
	'announcements.current': { allowed: INSIDE },
	'announcements.options': { allowed: RUNNERS },
	'announcements.report': { allowed: RUNNERS, input: (stage) => stage.announcement() },
	'announcements.missing': { allowed: RUNNERS, input: (stage) => stage.announcement() },
	'announcements.markSeen': { allowed: INSIDE, input: (stage) => stage.announcement() },
	'announcements.acknowledge': { allowed: INSIDE, input: (stage) => stage.announcement() },
	'announcements.dismiss': { allowed: INSIDE, input: (stage) => stage.announcement() },
	'comments.list': { allowed: INSIDE, input: (stage) => stage.post() },
	'comments.ofMember': { allowed: INSIDE, input: (stage) => stage.member() },
	'comments.replies': {
		allowed: INSIDE,
		input: async (stage) => {
			const { postId, commentId } = await stage.comment();
			const cursor = encodeCursor([new Date(0).toISOString(), commentId]);
			return { postId, rootId: commentId, cursor };
		},
	},
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
	'comments.delete': { allowed: NOBODY, input: commentRef },
	'comments.remove': { allowed: KEEPERS, input: commentRef },
	'comments.putBack': { allowed: KEEPERS, input: commentRef },
	'comments.reading': { allowed: INSIDE, input: (stage) => stage.post() },
	'comments.markRead': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.comment()), asOf: new Date(0) }),
	},
	'comments.markUnread': { allowed: INSIDE, input: (stage) => stage.comment() },
	'comments.markAllRead': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
	'communities.face': { allowed: EVERYONE },
	'communities.general': { allowed: RUNNERS },
	'communities.access': { allowed: RUNNERS },
	'communities.signIn': { allowed: RUNNERS },
	'communities.secondFactor': { allowed: RUNNERS },
	'communities.askSecondFactorNow': {
		allowed: RUNNERS,
		outcome: 'permissions.second_factor_needed',
	},
	'communities.localization': { allowed: RUNNERS },
	'communities.usage': { allowed: RUNNERS },
	'communities.updateGeneral': {
		allowed: RUNNERS,
		input: () => ({ name: 'Acme', tagline: '', description: '' }),
	},
	'communities.updateAccess': {
		allowed: RUNNERS,
		input: () => ({ visibility: 'private', join: 'open' }),
	},
	'communities.updateLocalization': {
		allowed: RUNNERS,
		input: () => ({ locale: 'en', languages: ['en', 'de'], timeZone: null, hourCycle: 'auto' }),
	},
	'communities.updateSignIn': {
		allowed: RUNNERS,
		input: () => ({ password: true, passkey: true, captcha: 'auto' }),
	},
	'communities.previewLink': { allowed: RUNNERS },
	'communities.checklist': { allowed: RUNNERS },
	'communities.dismissChecklist': { allowed: RUNNERS, input: () => ({ dismissed: true }) },
	'communities.markAddressShared': { allowed: RUNNERS },
	'communities.enter': {
		...{ allowed: EVERYONE, input: () => ({ token: 'made up' }) },
		outcome: 'communities.entry_used',
	},
	'drafts.list': { allowed: INSIDE },
	'drafts.get': { allowed: INSIDE, input: () => ({ key: `post:${newId()}` }) },
	'drafts.save': {
		allowed: INSIDE,
		input: () => ({
			...{ key: `post:${newId()}`, body: words('Mine') },
			fields: {
				...{ title: '', spaceId: null, postId: null },
				options: {
					...{ kind: 'announcement', tags: [], contentWarning: '', when: '', poll: null },
					announcement: { audience: { kind: 'roles', roleIds: [] }, mustAcknowledge: false },
				},
			},
		}),
	},
	'links.preview': { allowed: INSIDE, input: () => ({ url: `http://127.0.0.1/${newId()}` }) },
	'drafts.discard': { allowed: INSIDE, input: () => ({ key: `post:${newId()}` }) },
	'identity.viewer': { allowed: EVERYONE },
	...signInCases(EVERYONE),
	'identity.proofChallenge': { allowed: EVERYONE },
	...accountCases(SIGNED_IN),
	'media.file': {
		allowed: INSIDE,
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
	'members.edited': { allowed: RUNNERS, input: (stage) => stage.member() },
	'members.edit': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ ...(await stage.member()), name: 'Other name', handle: `h${newId().slice(-12)}` },
			...{ bio: '', version: 1 },
		}),
	},
	'members.counts': { allowed: RUNNERS },
	'members.setRole': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.member()), roleKey: 'moderator' }),
	},
	'members.approve': { allowed: RUNNERS, input: (stage) => stage.member('pending') },
	'members.approveMany': {
		allowed: RUNNERS,
		input: async (stage) => ({ memberIds: [(await stage.member('pending')).memberId] }),
	},
	'members.ownRequest': { allowed: SIGNED_IN },
	'members.answerJoining': {
		...{ allowed: ['pending'], input: () => ({ answers: [] }) },
	},
	'members.joining': { allowed: RUNNERS },
	'members.saveJoining': {
		allowed: RUNNERS,
		input: () => ({ domains: ['example.org'], questions: [] }),
	},
	'members.decline': { allowed: RUNNERS, input: (stage) => stage.member('pending') },
	'members.remove': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.member()), contributions: 'keep' }),
	},
	'members.leave': {
		allowed: ['member', 'paid', 'moderator', 'admin'],
		input: () => ({ contributions: 'keep' }),
	},
	'members.invite': {
		allowed: RUNNERS,
		input: () => ({ emails: [credentials().email], roleKey: 'member' }),
	},
	'members.createInviteLink': { allowed: RUNNERS, input: () => ({ roleKey: 'member' }) },
	'members.invitations': { allowed: RUNNERS, input: () => ({}) },
	'members.resendInvitation': {
		allowed: RUNNERS,
		input: (stage) => stage.mailedInvitation(),
	},
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
	...POST_CASES,
	'questions.accept': { allowed: KEEPERS, input: (stage) => stage.comment('question') },
	'questions.withdraw': { allowed: KEEPERS, input: (stage) => stage.post('question') },
	'reactions.set': {
		allowed: INSIDE,
		input: async (stage) => ({
			...{ subjectKind: 'post', subjectId: (await stage.post()).postId, emoji: '👍', on: true },
		}),
	},
	/** Visitors of a private community get an empty one. */
	'search.find': { allowed: INSIDE, input: () => ({ text: 'words' }) },
	'search.suggest': { allowed: INSIDE, input: () => ({ text: 'words' }) },
	'search.recent': { allowed: INSIDE },
	'search.forget': { allowed: INSIDE, input: () => ({ text: null }) },
	'search.similar': { allowed: INSIDE, input: () => ({ title: 'How do I begin?' }) },
	'search.terms': { allowed: [...RUNNERS, 'analyst'], input: () => ({}) },
	'spaces.navigation': { allowed: EVERYONE },
	'spaces.get': { allowed: INSIDE, input: () => ({ slug: 'ideas' }) },
	/** Nothing here opens a space for money: that is tested beside the verb. */
	'spaces.locked': {
		...{ allowed: EVERYONE, outcome: 'spaces.not_found' },
		input: () => ({ slug: 'ideas' }),
	},
	'spaces.visit': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
	'spaces.tree': { allowed: RUNNERS },
	'spaces.choices': { allowed: RUNNERS },
	'spaces.people': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
	'spaces.about': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
	'spaces.managed': { allowed: RUNNERS },
	'spaces.members': { allowed: RUNNERS, input: ({ spaceId }) => ({ spaceId }) },
	'spaces.setMember': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ ...(await stage.space()), ...(await stage.member()), allowed: true },
		}),
	},
	'spaces.create': { allowed: KEEPERS, input: () => spaceFields() },
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
