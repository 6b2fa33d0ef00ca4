import * as z from 'zod';
import { SECTIONS } from './design.schema.ts';

export const designEvents = {
	'design.published': {
		live: false,
		payload: z.strictObject({ version: z.int(), changed: z.array(z.enum(SECTIONS)) }),
	},
} as const;
