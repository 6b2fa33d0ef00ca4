import type { Domain } from '../domain.ts';
import { fieldsEvents } from './fields.events.ts';
import { fieldsPolicy } from './fields.policy.ts';
import { fieldsRouter } from './fields.router.ts';

export { checkValues, correctValues, fillIn } from './check-values.ts';
export { keysIn, keysOf } from './field-keys.ts';
export { filterFields, ownFields, shownFields } from './read-fields.ts';

export const fields = {
	router: fieldsRouter,
	policy: fieldsPolicy,
	events: fieldsEvents,
} as const satisfies Domain;
