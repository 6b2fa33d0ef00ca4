import { newId } from '@kith/kernel/ids';
import { KEEPERS, NOBODY, RUNNERS, type Cases } from './matrix-who.ts';
import type { Stage } from './matrix-stage.ts';

const hold = { hours: 24, reason: 'Enough.' };
const plan = { targets: ['email' as const], existing: 'skip' as const, invites: false };
const role = { kind: 'give_role' as const, roleKey: 'moderator' };
const someone = async (stage: Stage) => ({ memberIds: [(await stage.member()).memberId] });

/** The procedures of how staff care for members: whom they hold back, look for, and do something to at once. */
export const CARE_CASES: Cases = {
	'restrictions.restrict': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.member()), kind: 'silenced', ...hold }),
	},
	'restrictions.ban': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.member()), contributions: 'keep', ...hold }),
	},
	'restrictions.lift': { allowed: KEEPERS, input: (stage) => stage.silenced() },
	'merging.preview': {
		allowed: RUNNERS,
		input: async (stage) => ({
			memberId: (await stage.member()).memberId,
			intoId: (await stage.member()).memberId,
		}),
	},
	'notes.timeline': { allowed: KEEPERS, input: (stage) => stage.member() },
	'notes.add': {
		allowed: KEEPERS,
		input: async (stage) => ({ id: newId(), ...(await stage.member()), text: 'Kind.' }),
	},
	'notes.edit': {
		allowed: NOBODY,
		input: async (stage) => ({ ...(await stage.note()), text: 'Very kind.' }),
	},
	'notes.remove': { allowed: RUNNERS, input: (stage) => stage.note() },
	'roster.get': { allowed: KEEPERS, input: (stage) => stage.member() },
	'roster.list': { allowed: KEEPERS, input: () => ({}) },
	'roster.count': { allowed: KEEPERS, input: () => ({}) },
	'roster.export': { allowed: KEEPERS, input: () => ({}) },
	'roster.labels': { allowed: KEEPERS },
	'roster.changeLabels': {
		allowed: KEEPERS,
		input: async (stage) => ({ ...(await stage.member()), add: ['Speaker'] }),
	},
	'roster.segments': { allowed: RUNNERS },
	'roster.saveSegment': {
		allowed: RUNNERS,
		input: () => ({ id: newId(), name: `Segment ${newId().slice(-8)}` }),
	},
	'roster.deleteSegment': { allowed: RUNNERS, input: (stage) => stage.segment() },
	'imports.get': { allowed: RUNNERS, input: (stage) => stage.list() },
	'imports.list': { allowed: RUNNERS },
	'imports.check': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.list()), plan }),
	},
	'imports.start': { allowed: RUNNERS, input: (stage) => stage.checkedList() },
	'imports.problems': { allowed: RUNNERS, input: (stage) => stage.list() },
	'batches.preview': {
		allowed: RUNNERS,
		input: async (stage) => ({ action: role, ...(await someone(stage)) }),
	},
	'batches.start': {
		allowed: RUNNERS,
		input: async (stage) => ({ id: newId(), action: role, ...(await someone(stage)) }),
	},
	'batches.get': { allowed: RUNNERS, input: (stage) => stage.batch() },
	'batches.list': { allowed: RUNNERS },
	'batches.undo': { allowed: RUNNERS, input: (stage) => stage.batch() },
};
