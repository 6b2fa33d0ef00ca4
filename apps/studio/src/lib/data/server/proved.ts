import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { confirmAddress } from '#lib/identity/server/security-actions.ts';
import { act } from '#lib/studio/server/act.ts';

/** As `act`; who has to prove first who they are is led there and comes back to `next`. */
export function actProved<Values>(values: Values, next: string, run: () => Promise<unknown>) {
	return act(values, next, () =>
		run().catch((error: unknown) => {
			if (failureOf(error).code === 'identity.confirm_first') redirect(303, confirmAddress(next));
			throw error;
		}),
	);
}
