import type { Domain } from '../domain.ts';
import { historyConsumers } from './history.consumers.ts';
import { historyEvents } from './history.events.ts';
import { historyRouter } from './history.router.ts';

export { mayEdit, requireEditable } from './edit-window.ts';
export { diffTexts, diffWords } from './diff-texts.ts';
export { lastRemoval } from './history.queries.ts';
export { keptText } from './kept-text.ts';
export { recordAction, recordEdit, recordRestore } from './record.ts';

export const history = {
	router: historyRouter,
	events: historyEvents,
	consumers: historyConsumers,
} as const satisfies Domain;
