import { inOrder } from '../../src/migration.ts';
import { outbox } from './0001-outbox.ts';
import { activity } from './0002-activity.ts';

/** Every step of a cluster's schema `streams`, oldest first; append only. */
export const streamMigrations = inOrder([outbox, activity]);
