import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';

/**
 * Turns a failed call inside a form action into the form's answer: the stable code, the fields at fault, and what was
 * typed. Someone whose session ended is sent to sign in and comes back to `next`. Throws what is nobody's mistake.
 */
export function refused<Values>(cause: unknown, values: Values, next: string) {
	const { status, code, fields } = failureOf(cause);
	if (status === 401) redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
	if (status >= 500 && status !== 503) throw cause;
	return fail(status || 503, { code, fields, values });
}
