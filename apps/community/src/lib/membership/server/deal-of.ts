import { failureOf } from '@kith/client/failure';

/** What a code stands for where prices are shown in a currency, or why it stands for nothing. */
export async function dealOf({ api }: App.Locals, code: string, currency: string | null) {
	if (code === '') return { deal: null, refusal: null };
	try {
		return {
			deal: await api.offers.find({ code, ...(currency !== null && { currency }) }),
			refusal: null,
		};
	} catch (cause) {
		const { status, code: refusal } = failureOf(cause);
		if (status >= 500 || status === 0) throw cause;
		return { deal: null, refusal };
	}
}
