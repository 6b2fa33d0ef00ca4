import type { Domain } from '../domain.ts';
import { notesConsumers } from './notes.consumers.ts';
import { notesPermissions, notesPolicy } from './notes.policy.ts';
import { notesRouter } from './notes.router.ts';

export const notes = {
	router: notesRouter,
	policy: notesPolicy,
	permissions: notesPermissions,
	consumers: notesConsumers,
} as const satisfies Domain;
