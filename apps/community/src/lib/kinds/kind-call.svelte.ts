import { explain } from '#lib/shell/explain.ts';

/** One thing done in place, where a form would do it too: what is under way, and why it did not work. */
export class KindCall {
	isBusy = $state(false);
	failure = $state('');

	/** Runs `call` instead of the form that was sent, unless one is under way. */
	async run(event: SubmitEvent, call: () => Promise<unknown>): Promise<void> {
		event.preventDefault();
		if (this.isBusy) return;
		this.isBusy = true;
		this.failure = '';
		try {
			await call();
		} catch (error) {
			this.failure = await explain(error);
		}
		this.isBusy = false;
	}
}
