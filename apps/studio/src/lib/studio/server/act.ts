import { refused } from '#lib/shell/server/refused.ts';

/**
 * Runs what a form asks for. A refusal gives the form back as it was filled in; someone whose session ended signs in
 * and comes back to `next`. Throws what is nobody's mistake.
 */
export async function act<Values>(values: Values, next: string, run: () => Promise<unknown>) {
	try {
		await run();
	} catch (cause) {
		return refused(cause, values, next);
	}
	return { saved: true as const };
}
