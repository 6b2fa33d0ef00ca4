import type { Domain } from '../domain.ts';
import { rosterRouter } from './roster.router.ts';

export { listLabels, lockLabels, relabel } from './change-labels.ts';
export { labelled } from './labels.queries.ts';
export { wantedBy } from './look-up.ts';
export { matching, type Wanted } from './roster.queries.ts';
export { keptFilter, listSegments } from './save-segment.ts';

export const roster = { router: rosterRouter } as const satisfies Domain;
