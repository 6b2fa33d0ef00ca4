import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';

/** The setting in which a community keeps from when on what is dangerous asks everybody for a second factor. */
export const SAFEGUARD = 'secondFactor';

export const Safeguard = z.strictObject({ from: z.iso.datetime() });
export type Safeguard = z.infer<typeof Safeguard>;

/** What a community asks for that begins now and goes without for so many days. */
export const safeguardFrom = (now: Date, days: number): Safeguard => ({
	from: addSeconds(now, days * 86_400).toISOString(),
});
