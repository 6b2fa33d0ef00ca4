import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { confirmAddress } from '#lib/identity/security-address.ts';
import { refused } from '#lib/shell/server/refused.ts';

/** As `act`; who has to prove first who they are is led there and comes back to `next`. */
export async function actProved<Values>(values: Values, next: string, run: () => Promise<unknown>) {
	try {
		await run();
	} catch (cause) {
		if (failureOf(cause).code === 'identity.confirm_first') redirect(303, confirmAddress(next));
		return refused(cause, values, next);
	}
	return { saved: true as const };
}
