import { newId } from '@kith/kernel/ids';
import { INSIDE, RUNNERS, type Cases } from './matrix-who.ts';

/** The procedures of what a member sees and keeps: bookmarks, feeds, relations. */
export const FEED_CASES: Cases = {
	'bookmarks.list': { allowed: INSIDE, input: () => ({}) },
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
	'feeds.list': { allowed: INSIDE, input: () => ({}) },
	'feeds.choose': { allowed: INSIDE, input: () => ({ mode: 'top', window: 'day' }) },
	'feeds.hide': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.post()), on: true }),
	},
	'feeds.hidden': { allowed: INSIDE, input: () => ({}) },
	'feeds.related': { allowed: INSIDE, input: (stage) => stage.post() },
	'feeds.suggestions': { allowed: INSIDE },
	'feeds.dismiss': { allowed: INSIDE, input: () => ({ suggestedId: newId(), on: true }) },
	'feeds.personal': { allowed: INSIDE },
	'feeds.switchPersonal': { allowed: INSIDE, input: () => ({ on: true }) },
	'feeds.forgetLearned': { allowed: INSIDE },
	'feeds.weights': { allowed: RUNNERS },
	'feeds.saveWeights': {
		allowed: RUNNERS,
		input: () => ({ fresh: 60, talk: 40, affinity: 50, unseen: 30, newcomers: true }),
	},
	'feeds.previewWeights': {
		allowed: RUNNERS,
		input: () => ({ fresh: 60, talk: 40, affinity: 50, unseen: 30, newcomers: true }),
	},
	'relations.follow': {
		allowed: INSIDE,
		input: async (stage) => ({ ...(await stage.member()), on: true }),
	},
	'relations.followSpace': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId, on: true }) },
	'relations.muteSpace': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId, on: true }) },
	'relations.mutedSpaces': { allowed: INSIDE },
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
	'relations.inCommon': { allowed: INSIDE, input: (stage) => stage.member() },
	'relations.to': { allowed: INSIDE, input: (stage) => stage.member() },
	'relations.toSpace': { allowed: INSIDE, input: ({ spaceId }) => ({ spaceId }) },
};
