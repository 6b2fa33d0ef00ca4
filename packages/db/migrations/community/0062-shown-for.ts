import type { Migration } from '../../src/migration.ts';
import { shownFor } from '../shown-for.ts';

/** What a second factor was shown for: it counts as long as its holder may nothing dangerous beyond that. */
export const shownFactors: Migration = {
	version: 62,
	name: 'shown-for',
	breaking: false,
	up: shownFor,
};
