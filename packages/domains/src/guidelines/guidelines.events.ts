import * as z from 'zod';
import { TextKind } from './guidelines.schema.ts';

export const guidelinesEvents = {
	'guidelines.published': {
		live: false,
		payload: z.strictObject({
			kind: TextKind.default('guidelines'),
			version: z.int(),
			mustAccept: z.boolean(),
		}),
	},
	'guidelines.accepted': {
		live: false,
		payload: z.strictObject({
			kind: TextKind.default('guidelines'),
			memberId: z.uuid(),
			version: z.int(),
		}),
	},
} as const;
