import { TO_EVERYONE } from '@kith/domains/announcements/schema';
import { newId } from '@kith/kernel/ids';
import type { Audited } from './audited-settings.ts';
import type { Stage } from './matrix-stage.ts';
import { INSIDE, KEEPERS, NOBODY, RUNNERS, type Cases } from './matrix-who.ts';
import { words } from './test-content.ts';

const text = { title: 'Changed', body: words('Changed') };

/** A post that a moderator took off the site. */
async function removed(stage: Stage) {
	const { postId } = await stage.post();
	const posts = stage.here.db.updateTable('posts').set({ status: 'removed' });
	await posts.where('id', '=', postId).execute();
	return { postId };
}

/** The procedures of posts. */
export const POST_CASES: Cases = {
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
	'posts.changeKind': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), kind: 'question' }),
	},
	'posts.delete': { allowed: NOBODY, input: (stage) => stage.post() },
	'posts.remove': { allowed: KEEPERS, input: (stage) => stage.post() },
	'posts.removal': { allowed: KEEPERS, input: removed },
	'posts.putBack': { allowed: KEEPERS, input: removed },
	'posts.pin': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.post()), pinned: true }),
	},
	'posts.deleteExamples': { allowed: RUNNERS },
};

export const AUDITED_POSTS: Readonly<Record<string, Audited>> = {
	'posts.changeKind': { action: 'posts.kind_changed' },
	'posts.deleteExamples': { action: 'posts.examples_deleted' },
	'posts.edit': { action: 'posts.updated' },
	'posts.pin': { action: 'posts.pinned' },
	'posts.publish': {
		action: 'announcements.sent',
		input: ({ spaceId }) => ({
			...{ id: newId(), spaceId, ...text, kind: 'announcement' },
			announcement: { ...TO_EVERYONE, mustAcknowledge: true },
		}),
	},
	'posts.putBack': { action: 'posts.restored', input: removed },
	'posts.remove': { action: 'posts.removed' },
	'posts.restore': { action: 'posts.updated' },
};
