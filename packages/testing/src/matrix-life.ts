import { newId } from '@kith/kernel/ids';
import { communityCaller } from '@kith/domains';
import { TO_EVERYONE } from '@kith/domains/announcements/schema';
import type { CommunityContext } from '@kith/domains/context';
import { aFiledPost, aFilingRule, filingRule, filingRules } from './matrix-filing.ts';
import type { Stage } from './matrix-stage.ts';
import { founderOf } from './test-actors.ts';
import { INSIDE, KEEPERS, NOBODY, RUNNERS, type Cases } from './matrix-who.ts';
import { words } from './test-content.ts';

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

/** Words that are said again and again. */
async function aReply({ here }: Stage) {
	const { replies } = communityCaller(await here.as(await founderOf(here)));
	const { version } = await replies.list();
	return { replies: [{ id: newId(), title: 'Off topic', body: 'Not for {space}.' }], version };
}

/** Whoever may decide is on call on Mondays, beside nobody else. */
async function aShift({ here }: Stage) {
	const { rota } = communityCaller(await here.as(await founderOf(here)));
	const { people, version } = await rota.read();
	const memberId = people[0]?.memberId ?? '';
	return { shifts: [{ id: newId(), memberId, days: [1], from: 0, to: 60 }], version };
}

/** What becomes of posts and comments (waiting, planned, changed, put back, moved, shared), and what is written down of it. */
export const LIFE_CASES: Cases = {
	'audit.inSpace': { allowed: RUNNERS, input: ({ spaceId }) => ({ spaceId }) },
	'audit.actorsInSpace': { allowed: RUNNERS, input: ({ spaceId }) => ({ spaceId }) },
	'audit.publicLog': { allowed: INSIDE, input: () => ({}) },
	'audit.list': { allowed: KEEPERS, input: () => ({}) },
	'audit.actors': { allowed: KEEPERS },
	'audit.beginExport': { allowed: RUNNERS, input: () => ({ format: 'jsonl' }) },
	'audit.export': { allowed: RUNNERS, input: () => ({}) },
	'audit.check': { allowed: RUNNERS, input: () => ({}) },
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
		input: ({ spaceId }, ctx) => ({
			...{ id: newId(), spaceId, ...text, ...tomorrow(ctx) },
			announcement: TO_EVERYONE,
		}),
	},
	'approval.reschedule': {
		allowed: NOBODY,
		input: async (stage, ctx) => ({
			...{ ...(await stage.submission('scheduled')), version: 1, ...tomorrow(ctx) },
		}),
	},
	'approval.publishNow': { allowed: NOBODY, input: (stage) => stage.submission('scheduled') },
	'approval.settings': { allowed: RUNNERS },
	'filing.list': { allowed: RUNNERS },
	'filing.preview': { allowed: RUNNERS, input: (stage) => ({ rule: filingRule(stage) }) },
	'filing.save': { allowed: RUNNERS, input: filingRules },
	'filing.resume': { allowed: RUNNERS, input: aFilingRule },
	'replies.list': { allowed: KEEPERS },
	'replies.save': { allowed: RUNNERS, input: aReply },
	'rota.read': { allowed: KEEPERS },
	'rota.save': { allowed: RUNNERS, input: aShift },
	'approval.saveSettings': {
		allowed: RUNNERS,
		input: ({ spaceId }) => ({
			rules: [{ spaceId, kind: 'comment', roleKey: 'guest' }],
			life: { graceMinutes: 5, idleDays: 0, spaceIdleDays: [{ spaceId, days: 0 }] },
		}),
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
	'lifecycle.undoFiling': { allowed: KEEPERS, input: aFiledPost },
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
	'posts.restore': {
		allowed: KEEPERS,
		input: async (stage) => {
			const { subjectId: postId, number } = await stage.editedPost();
			return { postId, version: 2, number };
		},
	},
	'comments.restore': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await commentRef(stage)), version: 1, number: 1 }),
	},
};
