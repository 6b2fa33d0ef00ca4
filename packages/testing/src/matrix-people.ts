import { EVERYONE, INSIDE, RUNNERS, SIGNED_IN, type Cases } from './matrix-who.ts';
import { newId } from '@kith/kernel/ids';
import { fieldFields } from './test-content.ts';

const savedSearch = () => ({
	...{ id: newId(), name: 'Newest' },
	query: { search: '', roleKey: null, sort: 'newest' as const, filters: [] },
});

/** The procedures of what members tell of themselves, and of finding them by it. */
export const PEOPLE_CASES: Cases = {
	'directory.searches': { allowed: INSIDE },
	'directory.saveSearch': { allowed: INSIDE, input: () => savedSearch() },
	/** Searches are one's own: nobody finds another's. */
	'directory.renameSearch': {
		...{ allowed: INSIDE, input: () => ({ searchId: newId(), name: 'Renamed' }) },
		outcome: 'directory.search_not_found',
	},
	'directory.deleteSearch': {
		...{ allowed: INSIDE, input: () => ({ searchId: newId() }) },
		outcome: 'directory.search_not_found',
	},
	/** Whether mail reaches a member is seen by those who see the address. */
	'mail.health': { allowed: RUNNERS, input: (stage) => stage.member() },
	'mail.resume': { allowed: RUNNERS, input: (stage) => stage.member() },
	'mail.ownHealth': { allowed: EVERYONE },
	'mail.resumeOwn': { allowed: SIGNED_IN },
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
