import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import { LocalPath } from '@kith/domains/communities/schema';
import { withParameters } from '@kith/kernel/local-path';

const Back = z.object({ back: LocalPath });

/**
 * An action that does one thing with the fields of a form, then goes back to where the form stood, or to the path that
 * `run` gives. What went wrong is said there.
 */
export const doing =
	<Fields extends z.ZodObject>(
		shape: Fields,
		run: (event: RequestEvent, fields: z.infer<Fields>) => Promise<string | void>,
	) =>
	async (event: RequestEvent): Promise<never> => {
		const { back, failed } = await attempt(event, shape, run);
		redirect(303, saying(back, { failed }));
	};

type Refused = { failed: string; typed: Record<string, string> };

/** As `doing`, for what was typed: where it is refused, its page gets it back with what went wrong. */
export const doingWithWords =
	<Fields extends z.ZodObject>(
		shape: Fields,
		run: (event: RequestEvent, fields: z.infer<Fields>) => Promise<string | void>,
	) =>
	async (event: RequestEvent): Promise<ActionFailure<Refused>> => {
		const { form, failed } = await attempt(event, shape, run);
		return fail(400, { failed, typed: form });
	};

/** Does it and leads on; returns what it was refused for. */
async function attempt<Fields extends z.ZodObject>(
	event: RequestEvent,
	shape: Fields,
	run: (event: RequestEvent, fields: z.infer<Fields>) => Promise<string | void>,
) {
	const sent = Object.fromEntries(await event.request.formData());
	const form: Record<string, string> = {};
	for (const [name, value] of Object.entries(sent))
		if (typeof value === 'string') form[name] = value;
	const back = Back.safeParse(form).data?.back ?? '/';
	const fields = shape.safeParse(sent);
	if (!fields.success) return { back, form, failed: 'input.invalid' };
	let next: string | void;
	try {
		next = await run(event, fields.data);
	} catch (cause) {
		const { code, status } = failureOf(cause);
		if (status >= 500) throw cause;
		if (code === 'identity.sign_in_needed')
			redirect(303, `/sign-in?next=${encodeURIComponent(back)}`);
		return { back, form, failed: code };
	}
	redirect(303, next ?? saying(back, {}));
}

/** A path of this site that says what has just happened, and nothing of what happened before. */
export function saying(path: string, said: Readonly<Record<string, string>>): string {
	return withParameters(path, { added: null, failed: null, gone: null, ...said });
}
