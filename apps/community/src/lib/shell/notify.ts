import { mount } from 'svelte';
import { m } from '#lib/paraglide/messages.js';

let ready: ReturnType<typeof prepare> | undefined;

/** Says something in passing at the edge of the page. What says it is loaded with the first message. */
export async function notify(tone: 'success' | 'error', text: string): Promise<void> {
	const toast = await toaster();
	toast[tone](text);
}

/** What says it, for words with something to press. */
export function toaster(): ReturnType<typeof prepare> {
	return (ready ??= prepare());
}

async function prepare() {
	const [{ default: Toaster }, { toast }] = await Promise.all([
		import('@kith/ui/Toaster.svelte'),
		import('@kith/ui/toast'),
	]);
	mount(Toaster, {
		target: document.body,
		props: { label: m.shell_notices(), closeLabel: m.shell_close() },
	});
	return toast;
}
