import { newId } from '@kith/kernel/ids';
import type { Stage } from './matrix-stage.ts';
import { INSIDE, RUNNERS, type Cases } from './matrix-who.ts';
import { tagFields } from './test-content.ts';

const merge = async (stage: Stage) => ({
	...(await stage.tag()),
	intoTagId: (await stage.tag()).tagId,
});

/** The procedures of tags. */
export const TAG_CASES: Cases = {
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
