import { toast as shown } from 'svelte-sonner';

type Say = typeof shown.success;
type Options = Parameters<Say>[1];

/** What is said again while it still stands there is said once, and stays longer; what can be undone stands for itself. */
const once =
	(say: Say) =>
	(text: string, options?: Options): ReturnType<Say> =>
		say(text, options?.action ? options : { id: text, ...options });

/** Short words on what was done, in a corner of the page. */
export const toast = Object.assign(once(shown), {
	success: once(shown.success),
	info: once(shown.info),
	error: once(shown.error),
	dismiss: shown.dismiss,
});
