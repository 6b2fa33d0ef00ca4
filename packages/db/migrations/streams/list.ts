import { inOrder } from '../../src/migration.ts';
import { outbox } from './0001-outbox.ts';

/** Every step of a cluster's schema `streams`, oldest first; append only. */
export const streamMigrations = inOrder([outbox]);
