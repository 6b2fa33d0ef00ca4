import * as z from 'zod';

export const paymentsEvents = {
	'payments.connected': { live: false, payload: z.strictObject({ connectionId: z.uuid() }) },
	/** Whether members can be charged changed. */
	'payments.switched': {
		live: false,
		payload: z.strictObject({ connectionId: z.uuid(), takesPayments: z.boolean() }),
	},
	'payments.disconnected': { live: false, payload: z.strictObject({ connectionId: z.uuid() }) },
} as const;
