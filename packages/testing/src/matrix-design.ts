import { DEFAULT_LOOK } from '@kith/domains/communities/schema';
import { INSIDE, RUNNERS, type Cases } from './matrix-who.ts';

const LONG_AGO = 999;
const mail = { kind: 'welcome', locale: 'en' };

/** The procedures of the design studio, and of what it makes. */
export const DESIGN_CASES: Cases = {
	'design.menus': { allowed: INSIDE },
	'design.page': {
		...{ allowed: INSIDE, input: () => ({ page: 'about' }) },
		outcome: 'design.page_not_found',
	},
	'design.get': { allowed: RUNNERS },
	/** Written upon a version that never was: nothing is kept, and every actor finds the same. */
	'design.saveDraft': {
		allowed: RUNNERS,
		input: () => ({ section: 'look', basedOn: LONG_AGO, value: DEFAULT_LOOK }),
		outcome: 'design.draft_changed',
	},
	'design.discard': { allowed: RUNNERS },
	'design.publish': {
		...{ allowed: RUNNERS, input: () => ({ stamp: 'long ago', note: '' }) },
		outcome: 'design.draft_changed',
	},
	'design.versions': { allowed: RUNNERS },
	'design.version': {
		...{ allowed: RUNNERS, input: () => ({ version: LONG_AGO }) },
		outcome: 'design.version_not_found',
	},
	'design.restore': {
		...{ allowed: RUNNERS, input: () => ({ version: LONG_AGO }) },
		outcome: 'design.version_not_found',
	},
	'mail.preview': { allowed: RUNNERS, input: () => ({ ...mail, scheme: 'light' }) },
	'mail.sendTest': { allowed: RUNNERS, input: () => mail },
};
