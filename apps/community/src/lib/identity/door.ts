import type { Email } from '@kith/domains/identity/schema';
import type * as z from 'zod';

/** Which form of the way in is shown. */
export type DoorStep = 'email' | 'code' | 'password' | 'second';

/** What went wrong at the door: a stable code, and minutes to wait where there are any. */
export type DoorProblem = { code: string; minutes: number };

/** What a step's action hands back to the page; never the code, never a password. */
export type DoorForm = {
	step: DoorStep;
	email: z.infer<typeof Email>;
	name: string;
	problem: DoorProblem | null;
	/** Set when a code was sent again, so that the page can say so. */
	isResent: boolean;
};

/** How long the page waits before it offers to send another code. */
export const RESEND_SECONDS = 30;
