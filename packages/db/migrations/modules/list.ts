import { inOrder, type Migration } from '../../src/migration.ts';
import { gamification } from './gamification/0001-gamification.ts';
import { challenges } from './gamification/0002-challenges.ts';
import { ruleGrants } from './gamification/0003-rule-grants.ts';
import { heldLevels } from './gamification/0004-held-levels.ts';
import { sharedBadges } from './gamification/0005-shared-badges.ts';
import { analytics } from './analytics/0001-analytics.ts';
import { health } from './analytics/0003-health.ts';
import { weeks } from './analytics/0002-weeks.ts';
import { gifts } from './memberships/0004-gifts.ts';
import { ledger } from './memberships/0002-ledger.ts';
import { memberships } from './memberships/0001-memberships.ts';
import { affiliates } from './memberships/0005-affiliates.ts';
import { seats } from './memberships/0006-seats.ts';
import { taxes } from './memberships/0007-taxes.ts';
import { offers } from './memberships/0003-offers.ts';

/** What brings tables of its own to the communities that switch it on: the steps of each, oldest first; append only. */
export const moduleMigrations = {
	gamification: inOrder([gamification, challenges, ruleGrants, heldLevels, sharedBadges]),
	analytics: inOrder([analytics, weeks, health]),
	memberships: inOrder([memberships, ledger, offers, gifts, affiliates, seats, taxes]),
} as const satisfies Readonly<Record<string, readonly Migration[]>>;
