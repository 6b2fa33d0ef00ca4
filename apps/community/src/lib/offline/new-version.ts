import { m } from '#lib/paraglide/messages.js';
import { toaster } from '#lib/shell/notify.ts';

/** Says that the site was renewed while this page was open. Nothing is reloaded unasked: somebody may be writing. */
export async function tellOfNewVersion(): Promise<void> {
	const toast = await toaster();
	toast.info(m.update_ready(), {
		duration: Number.POSITIVE_INFINITY,
		action: { label: m.update_reload(), onClick: () => location.reload() },
	});
}
