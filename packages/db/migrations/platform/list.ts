import { inOrder } from '../../src/migration.ts';
import { archives } from './0005-archives.ts';
import { communityModules } from './0008-community-modules.ts';
import { connectedAccounts } from './0009-connected-accounts.ts';
import { desks } from './0011-desks.ts';
import { shownFactors } from './0012-shown-for.ts';
import { foundation } from './0001-foundation.ts';
import { inbox } from './0006-inbox.ts';
import { mails } from './0007-mails.ts';
import { organizationSide } from './0002-organization-side.ts';
import { plans } from './0010-plans.ts';
import { safeguards } from './0003-safeguards.ts';
import { organizationSettings } from './0004-organization-settings.ts';

/** Every step of the schema `platform`, oldest first; append only. */
export const platformMigrations = inOrder([
	...[foundation, organizationSide, safeguards],
	...[organizationSettings, archives, inbox, mails, communityModules],
	...[connectedAccounts, plans, desks, shownFactors],
]);
