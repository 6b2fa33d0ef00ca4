import { redirect } from '@sveltejs/kit';
import type { Signup } from '@kith/domains/signups/schema';

/** The screens of the wizard, in order; the first one is for people who are not signed in yet. */
export const STEPS = ['account', 'community', 'look', 'access', 'live'] as const;
export type Step = (typeof STEPS)[number];

/** The address of one screen of one sign-up. */
export function stepPath(signupId: string, step: Exclude<Step, 'account'>): string {
	return `/start/${signupId}/${step}`;
}

/** Where a sign-up is gone on with. */
export function resumePath({ id, step }: Pick<Signup, 'id' | 'step'>): string {
	return step === 'done' ? '/home' : stepPath(id, step);
}

type Named = NonNullable<Signup['community']>;

/** The sign-up's community, once it has a name; anybody earlier is sent to the screen they are on. */
export function namedCommunity(signup: Signup): Named {
	if (signup.step === 'done') redirect(303, '/home');
	if (!signup.community) redirect(303, stepPath(signup.id, 'community'));
	return signup.community;
}
