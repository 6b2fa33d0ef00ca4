import { fail, type ActionFailure } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';

/** What a form shows again when its action was refused: why, which fields, and what had been typed. */
export type Refusal<Values> = {
	code: string;
	details: Record<string, unknown>;
	fields: Record<string, string>;
	values: Values;
};

/** Runs what a form asks for; a refusal gives the form back as it was filled in. Failures of ours are thrown on. */
export async function act<Values>(
	values: Values,
	run: () => Promise<unknown>,
): Promise<ActionFailure<Refusal<Values>> | { saved: true }> {
	try {
		await run();
		return { saved: true };
	} catch (cause) {
		const { status, code, details, fields } = failureOf(cause);
		if (status >= 500 || status === 0) throw cause;
		return fail(status, { code, details, fields, values });
	}
}

/** A field of a form as text; an upload or a missing field is empty. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
