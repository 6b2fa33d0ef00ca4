import { INSIDE, RUNNERS, type Cases } from './matrix-who.ts';
import { fieldFields } from './test-content.ts';

/** The procedures of what members tell of themselves, and of finding them by it. */
export const PEOPLE_CASES: Cases = {
	'fields.list': { allowed: RUNNERS },
	'fields.filters': { allowed: INSIDE },
	'fields.create': { allowed: RUNNERS, input: () => ({ kind: 'text', ...fieldFields() }) },
	'fields.update': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.field()), ...fieldFields(), version: 1 }),
	},
	'fields.arrange': {
		allowed: RUNNERS,
		input: async (stage) => ({ fieldIds: [(await stage.field()).fieldId] }),
	},
	'fields.planArchive': { allowed: RUNNERS, input: (stage) => stage.field() },
	'fields.archive': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.field()), archived: true }),
	},
};
