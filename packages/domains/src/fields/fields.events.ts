import * as z from 'zod';

const Subject = z.strictObject({ fieldId: z.uuid() });

export const fieldsEvents = {
	'fields.created': { live: false, payload: Subject },
	'fields.changed': { live: false, payload: Subject },
	'fields.archived': { live: false, payload: Subject },
	'fields.restored': { live: false, payload: Subject },
} as const;
