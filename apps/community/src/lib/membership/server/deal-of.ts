import { failureOf } from '@kith/client/failure';

/** What a code stands for, or why it stands for nothing. */
export async function dealOf({ api }: App.Locals, code: string) {
	if (code === '') return { deal: null, refusal: null };
	try {
		return { deal: await api.offers.find({ code }), refusal: null };
	} catch (cause) {
		const { status, code: refusal } = failureOf(cause);
		if (status >= 500 || status === 0) throw cause;
		return { deal: null, refusal };
	}
}
