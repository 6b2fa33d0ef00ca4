import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';

/** The setting in which a community keeps from when on what is dangerous asks everybody for a second factor. */
export const SAFEGUARD = 'secondFactor';
/** So long a community's first people have to set one up. */
const GRACE_DAYS = 14;

export const Safeguard = z.strictObject({ from: z.iso.datetime() });
export type Safeguard = z.infer<typeof Safeguard>;

/** What a community that begins now asks for. */
export const safeguardFrom = (now: Date): Safeguard => ({
	from: addSeconds(now, GRACE_DAYS * 86_400).toISOString(),
});
