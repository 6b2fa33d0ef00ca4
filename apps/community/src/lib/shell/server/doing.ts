import { redirect, type RequestEvent } from '@sveltejs/kit';
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
		const form = Object.fromEntries(await event.request.formData());
		const back = Back.safeParse(form).data?.back ?? '/';
		const fields = shape.safeParse(form);
		if (!fields.success) redirect(303, saying(back, { failed: 'input.invalid' }));
		let next: string | void;
		try {
			next = await run(event, fields.data);
		} catch (cause) {
			const { code, status } = failureOf(cause);
			if (status >= 500) throw cause;
			if (code === 'identity.sign_in_needed')
				redirect(303, `/sign-in?next=${encodeURIComponent(back)}`);
			redirect(303, saying(back, { failed: code }));
		}
		redirect(303, next ?? saying(back, {}));
	};

/** A path of this site that says what has just happened, and nothing of what happened before. */
export function saying(path: string, said: Readonly<Record<string, string>>): string {
	return withParameters(path, { added: null, failed: null, gone: null, ...said });
}
