import { toast } from '@kith/ui/toast';
import { refreshAll } from '$app/navigation';
import { m } from '#lib/paraglide/messages.js';
import { textOfFailure } from './failure-text.ts';

/** The saving of a page's form: one at a time, and the page says that it is done, or why it is not. */
export class Saving {
	busy = $state(false);
	/** Why the last one was refused; empty where it was not. */
	refusal = $state('');

	async save(event: SubmitEvent, send: () => Promise<unknown>): Promise<void> {
		event.preventDefault();
		if (this.busy) return;
		this.busy = true;
		this.refusal = '';
		try {
			await send();
			await refreshAll();
			toast.success(m.studio_saved());
		} catch (error) {
			this.refusal = textOfFailure(error);
		}
		this.busy = false;
	}
}
