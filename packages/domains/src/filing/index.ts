import type { Domain } from '../domain.ts';
import { filingConsumers } from './filing.consumers.ts';
import { filingRouter } from './filing.router.ts';

export { fileNew, findFiling } from './file-post.ts';
export { filingOf, keepFiling } from './filing.queries.ts';
export { readersIn } from './readers.ts';
export { changeTally, withUndone } from './tally.ts';

export const filing = {
	router: filingRouter,
	consumers: filingConsumers,
} as const satisfies Domain;
