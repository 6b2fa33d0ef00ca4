import { tick } from 'svelte';
import type { SubmitFunction } from '$app/forms';
import { invalidateAll } from '$app/navigation';

type Options = {
	/** Called before the form is sent, to add to it what takes a while. */
	prepare?: (data: FormData) => Promise<void>;
	/** Called with what the action returned once it has succeeded; the page is then left as it is. */
	onsuccess?: (data: Record<string, unknown>) => void;
};

const PROOF_NEEDED = 'identity.proof_needed';

/** Follows a form while it is on its way: one submission at a time, and nothing typed is lost when it fails. */
export class Submission {
	busy = $state(false);
	/** True when no answer came; the form stands as it was and can be sent again. */
	unanswered = $state(false);
	readonly #options: Options;
	/** Whether this is the second try, which the page made by itself. */
	#isAgain = false;

	constructor(options: Options = {}) {
		this.#options = options;
	}

	readonly submit: SubmitFunction = async ({ cancel, formData, formElement }) => {
		if (this.busy) {
			cancel();
			return;
		}
		this.busy = true;
		this.unanswered = false;
		try {
			await this.#options.prepare?.(formData);
		} catch {
			this.unanswered = true;
			this.busy = false;
			cancel();
			return;
		}
		return async ({ result, update }) => {
			if (result.type === 'error') this.unanswered = true;
			else if (result.type === 'success' && this.#options.onsuccess) {
				// The page is being left: staying busy keeps the button from being pressed again.
				this.#options.onsuccess(result.data ?? {});
				return;
			} else await update({ reset: false });
			// What was to be added has been used, or was not known of: the page asks for it anew.
			if (result.type === 'failure' && this.#options.prepare) await invalidateAll();
			this.busy = false;
			await tick();
			// It became more than usual between opening the page and sending the form: nobody has to press twice.
			const isMissing = result.type === 'failure' && result.data?.['code'] === PROOF_NEEDED;
			this.#isAgain = isMissing && !this.#isAgain;
			if (this.#isAgain) return formElement.requestSubmit();
			formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
		};
	};
}
