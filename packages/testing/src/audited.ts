import { communityCaller } from '@kith/domains';
import type { AuditAction } from '@kith/domains/audit/schema';
import { AUDITED_SETTINGS, type Audited } from './audited-settings.ts';
import { AUDITED_CHALLENGES } from './matrix-challenges.ts';
import { AUDITED_POINTS } from './matrix-points.ts';
import { AUDITED_AFFILIATES } from './matrix-affiliates.ts';
import { AUDITED_DESKS } from './matrix-desks.ts';
import { AUDITED_PAYMENTS } from './matrix-payments.ts';
import { AUDITED_POSTS } from './matrix-posts.ts';
import { AUDITED_SCIM } from './matrix-scim.ts';
import { founderOf } from './test-actors.ts';
import { fieldFields } from './test-content.ts';

/** What staff and moderators do: every such procedure, and what the log calls it. */
export const AUDITED: Readonly<Record<string, Audited>> = {
	...AUDITED_SETTINGS,
	...AUDITED_POINTS,
	...AUDITED_CHALLENGES,
	...AUDITED_AFFILIATES,
	...AUDITED_DESKS,
	'approval.approve': { action: 'submissions.approved' },
	'approval.reject': { action: 'submissions.rejected' },
	'approval.saveSettings': { action: 'settings.updated' },
	'batches.start': { action: 'bulk.started' },
	'batches.undo': { action: 'bulk.undone' },
	'comments.putBack': {
		action: 'comments.restored',
		input: async (stage) => {
			const { commentId } = await stage.comment();
			const removed = stage.here.db.updateTable('comments').set({ status: 'removed' });
			await removed.where('id', '=', commentId).execute();
			return { commentId };
		},
	},
	'comments.remove': { action: 'comments.removed' },
	'fields.archive': { action: 'fields.archived' },
	'fields.arrange': {
		action: 'fields.arranged',
		input: async (stage) => {
			await stage.field();
			const founder = await stage.here.as(await founderOf(stage.here));
			const voice = { kind: 'text' as const, ...fieldFields(), label: 'Voice' };
			const { fieldId } = await communityCaller(founder).fields.create(voice);
			return { fieldIds: [fieldId] };
		},
	},
	'fields.create': { action: 'fields.created' },
	'fields.update': { action: 'fields.updated' },
	'history.hide': { action: 'versions.hidden' },
	'history.show': {
		action: 'versions.shown',
		input: async (stage) => {
			const version = await stage.editedPost();
			const hidden = stage.here.db.updateTable('history').set({ hiddenAt: new Date() });
			await hidden.where('subjectId', '=', version.subjectId).where('number', '=', 1).execute();
			return version;
		},
	},
	'ideas.merge': { action: 'ideas.merged' },
	'ideas.setStatus': { action: 'ideas.decided' },
	'ideas.unmerge': { action: 'ideas.separated' },
	'imports.start': { action: 'imports.started' },
	'library.addVersion': { action: 'documents.updated' },
	'library.delete': { action: 'documents.deleted' },
	'library.deleteFolder': { action: 'folders.deleted' },
	'library.edit': { action: 'documents.updated' },
	'library.move': {
		action: 'documents.moved',
		input: async (stage) => ({ ...(await stage.document()), ...(await stage.libraryFolder()) }),
	},
	'library.moveFolder': {
		action: 'folders.moved',
		input: async (stage) => ({
			...(await stage.libraryFolder()),
			toFolderId: (await stage.libraryFolder()).folderId,
		}),
	},
	'library.renameFolder': { action: 'folders.renamed' },
	'library.restore': { action: 'documents.restored' },
	'library.restoreVersion': {
		action: 'documents.updated',
		input: async (stage) => {
			const { documentId } = await stage.document();
			const db = stage.here.db;
			const version = await db
				.selectFrom('documentVersions')
				.selectAll()
				.where('documentId', '=', documentId)
				.executeTakeFirstOrThrow();
			await db
				.insertInto('documentVersions')
				.values({ ...version, number: 2 })
				.execute();
			const later = db.updateTable('documents').set({ number: 2 });
			await later.where('id', '=', documentId).execute();
			return { documentId, number: 1 };
		},
	},
	'lifecycle.feature': { action: 'posts.featured' },
	'lifecycle.lock': { action: 'posts.locked' },
	'lifecycle.move': { action: 'posts.moved' },
	'lifecycle.setIdleDays': { action: 'posts.updated' },
	'lifecycle.undoFiling': { action: 'posts.unfiled' },
	'lifecycle.share': { action: 'posts.shared' },
	'media.limitStorage': { action: 'settings.updated' },
	'members.approve': { action: 'members.approved' },
	'members.approveMany': { action: 'members.approved' },
	'members.createInviteLink': { action: 'invitations.created' },
	'members.decline': { action: 'members.declined' },
	'members.edit': { action: 'members.edited' },
	'members.invite': { action: 'invitations.sent' },
	'members.remove': { action: 'members.removed' },
	'members.resendInvitation': { action: 'invitations.resent' },
	'members.revokeInvitation': { action: 'invitations.revoked' },
	'members.saveJoining': { action: 'settings.updated' },
	'members.setRole': { action: 'members.role_given' },
	'notes.add': { action: 'notes.added' },
	'notes.edit': {
		action: 'notes.edited',
		input: async (stage, ctx) => {
			const { noteId } = await stage.note();
			const owned = stage.here.db.updateTable('history').set({ actorId: ctx.grants.memberId });
			await owned.where('id', '=', noteId).execute();
			return { noteId, text: 'Very kind.' };
		},
	},
	'notes.remove': { action: 'notes.removed' },
	'onboarding.save': {
		action: 'settings.updated',
		input: async (stage) => {
			const { firstSteps, version } = await stage.onboarding();
			return { firstSteps, version, questions: [] };
		},
	},
	...AUDITED_PAYMENTS,
	'polls.close': { action: 'polls.closed' },
	...AUDITED_POSTS,
	...AUDITED_SCIM,
	'questions.accept': { action: 'answers.accepted' },
	'questions.withdraw': {
		action: 'answers.withdrawn',
		input: async (stage) => {
			const { commentId, postId } = await stage.comment('question');
			const answered = stage.here.db.updateTable('posts').set({ answerId: commentId });
			await answered.where('id', '=', postId).execute();
			return { postId };
		},
	},
	'restrictions.ban': { action: 'members.banned' },
	'restrictions.lift': { action: 'members.released' },
	'restrictions.restrict': { action: 'members.silenced' },
	'roles.arrange': {
		action: 'roles.arranged',
		input: async (stage) => {
			await stage.role();
			const founder = await stage.here.as(await founderOf(stage.here));
			const { roles } = await communityCaller(founder).roles.matrix();
			const own = roles.filter(({ isBuiltIn }) => !isBuiltIn).toReversed();
			const built = roles.filter(({ key }) => ['admin', 'moderator', 'space_admin'].includes(key));
			return { roleIds: [...built, ...own].map(({ id }) => id) };
		},
	},
	'roles.create': { action: 'roles.created' },
	'roles.delete': { action: 'roles.deleted' },
	'roles.give': { action: 'members.role_given' },
	'roles.import': {
		action: 'roles.created',
		input: () => ({
			document: {
				...{ format: 'kith.roles', version: 1, spaces: {} },
				roles: [
					{
						...{ key: 'reader', name: 'Reader', description: '', color: null, permissions: {} },
						...{ scope: 'community', requiresSecondFactor: false },
					},
				],
			},
			isDryRun: false,
		}),
	},
	'roles.save': { action: 'roles.updated' },
	'roles.setMemberOverrides': { action: 'members.excepted' },
	'roles.setOverrides': {
		action: 'roles.overridden',
		input: async (stage) => {
			const { spaceId } = await stage.space();
			const founder = await stage.here.as(await founderOf(stage.here));
			const member = founder.snapshot.roles.find(({ key }) => key === 'member');
			return {
				...{ scope: { kind: 'space', scopeId: spaceId }, version: 1 },
				overrides: { [member?.id ?? '']: { 'polls:vote': 'deny' } },
			};
		},
	},
	'roles.take': { action: 'members.role_taken' },
	'roles.viewAs': { action: 'roles.tried' },
	'roster.changeLabels': { action: 'members.labelled' },
	'roster.deleteSegment': { action: 'settings.updated' },
	'analytics.exportReport': { action: 'analytics.exported' },
	'audit.beginExport': { action: 'log.exported' },
	'guidelines.exportAcceptances': { action: 'acceptances.exported' },
	'roles.export': { action: 'roles.exported' },
	'roster.export': { action: 'members.exported' },
	'roster.saveSegment': { action: 'settings.updated' },
	'spaces.archive': { action: 'spaces.archived' },
	'spaces.arrange': {
		action: 'spaces.arranged',
		input: async (stage) => ({
			groups: [
				{ ...(await stage.group()), spaceIds: [(await stage.space()).spaceId, stage.spaceId] },
			],
		}),
	},
	'spaces.create': { action: 'spaces.created' },
	'spaces.createGroup': { action: 'groups.created' },
	'spaces.deleteGroup': { action: 'groups.deleted' },
	'spaces.renameGroup': { action: 'groups.renamed' },
	'spaces.setMember': { action: 'spaces.let_in' },
	'spaces.update': { action: 'spaces.updated' },
	'sso.create': { action: 'settings.updated' },
	'sso.remove': { action: 'settings.updated' },
	'sso.switch': { action: 'settings.updated' },
	'sso.update': { action: 'settings.updated' },
	'tags.create': { action: 'tags.created' },
	'tags.delete': { action: 'tags.deleted' },
	'tags.deleteGroup': { action: 'tag_groups.deleted' },
	'tags.merge': { action: 'tags.merged' },
	'tags.saveGroup': { action: 'tag_groups.updated' },
	'tags.setCreation': { action: 'settings.updated', input: () => ({ allowed: false }) },
	'tags.update': { action: 'tags.updated' },
};

/** What members do with what is theirs, which nobody writes down. */
export const OWN_THINGS: readonly string[] = [
	...['affiliates.follow', 'affiliates.join', 'analytics.setWeekMail'],
	...['analytics.mailExploration'],
	...['announcements.acknowledge', 'announcements.dismiss', 'announcements.markSeen'],
	...['approval.publishNow', 'approval.reschedule', 'approval.resubmit', 'approval.schedule'],
	...['approval.withdraw', 'bookmarks.createFolder', 'bookmarks.deleteFolder', 'bookmarks.drop'],
	...['bookmarks.renameFolder', 'bookmarks.save', 'comments.delete', 'comments.edit'],
	...['comments.markAllRead', 'comments.markRead', 'comments.markUnread', 'comments.publish'],
	...['comments.restore', 'desks.leave', 'desks.open'],
	...['directory.deleteSearch', 'directory.renameSearch'],
	...['directory.saveSearch', 'drafts.discard', 'drafts.save', 'feeds.choose', 'feeds.dismiss'],
	...['feeds.forgetLearned', 'feeds.hide', 'feeds.switchPersonal', 'guidelines.accept'],
	...['gamification.celebrate', 'gamification.handIn', 'gamification.joinChallenge'],
	...['gamification.leaveChallenge', 'gamification.seeChallenge', 'gamification.setOffBoards'],
	...['gamification.shareBadge'],
	...['identity.changeAddress', 'identity.requestAddress'],
	...['ideas.vote', 'identity.requestCode', 'identity.revokeSession', 'identity.setPassword'],
	...['identity.signInWithCode', 'identity.signInWithPassword', 'identity.signOut'],
	...['identity.signOutEverywhere', 'library.add', 'library.createFolder', 'library.download'],
	...['lifecycle.answerInvitation', 'lifecycle.inviteAuthor', 'lifecycle.removeAuthor'],
	'links.preview',
	...[
		'members.answerJoining',
		'members.leave',
		'members.updateProfile',
		'onboarding.answer',
		'onboarding.finishStep',
	],
	...['mail.resumeOwn', 'onboarding.hideFirstSteps', 'polls.vote', 'posts.delete'],
	...['sales.buy', 'sales.cancel', 'sales.change', 'sales.check', 'sales.keep', 'sales.pause'],
	...['gifts.buy', 'gifts.check', 'gifts.redeem'],
	...['seats.answer', 'seats.buy', 'seats.change', 'seats.invite', 'seats.leave', 'seats.offer'],
	...['seats.previewChange', 'seats.remove', 'seats.rename', 'seats.revoke', 'seats.setLink'],
	...['seats.take', 'seats.takeOwn', 'seats.withdraw'],
	...['sales.acceptOffer', 'sales.portal', 'sales.previewChange', 'sales.resume'],
	...['reactions.set', 'relations.block', 'relations.follow', 'relations.followSpace'],
	...['relations.mute', 'relations.muteSpace', 'search.forget', 'spaces.visit', 'tags.follow'],
];

/** What is written down of who has more than a role, such as a link or a second factor: in which test, from the root. */
export const WRITTEN_ELSEWHERE: Readonly<Record<string, { action: AuditAction; test: string }>> = {
	'communities.askSecondFactorNow': {
		action: 'settings.updated',
		test: 'packages/domains/src/permissions/safeguard.db.test.ts',
	},
	'communities.enter': {
		action: 'members.entered',
		test: 'packages/domains/src/communities/enter-community.db.test.ts',
	},
};

/** What staff do that nobody else sees: trying out, ticking off, and what is their own. */
export const UNSEEN: readonly string[] = [
	...['imports.check', 'payments.readAgain', 'sales.previewFor', 'sso.readMetadata'],
	...['sales.previewExtension'],
	...['communities.dismissChecklist', 'communities.markAddressShared'],
	...['design.saveDraft', 'mail.sendTest'],
	...['factors.addPasskey', 'factors.confirmApp', 'factors.removeApp', 'factors.removePasskey'],
	...['factors.renamePasskey', 'factors.renewCodes', 'factors.startApp', 'factors.startPasskey'],
	...['identity.confirm', 'identity.leaveSecondStep', 'identity.requestConfirmation'],
	...['sso.confirm', 'sso.resendProof', 'sso.startTest', 'sso.takeDoor'],
	...['identity.revokeOtherSessions', 'identity.signInWithPasskey', 'identity.signInWithSecond'],
];
