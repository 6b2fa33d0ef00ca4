import { inOrder } from '../../src/migration.ts';
import { foundation } from './0001-foundation.ts';
import { safeguards } from './0002-safeguards.ts';

/** Every step of the schema `platform`, oldest first; append only. */
export const platformMigrations = inOrder([foundation, safeguards]);
