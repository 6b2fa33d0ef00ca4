import type { SubmitFunction } from '$app/forms';

/** Leads on to where it is paid for; a form that was refused stays as it was typed. */
export const toPayment: SubmitFunction =
	() =>
	async ({ result, update }) => {
		const going: unknown = result.type === 'success' ? result.data?.['going'] : undefined;
		if (typeof going === 'string') location.assign(going);
		else await update({ reset: false });
	};
