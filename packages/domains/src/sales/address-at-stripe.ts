import { askStripe, isRefused } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { on } from './at-stripe.ts';
import { customersOf, personOf } from './sales.queries.ts';

/** Gives a member's customers at Stripe the address that the member has; one that Stripe knows no more stays as it is. */
// authorize: a consumer's work.
export async function addressAtStripe(
	{ db, services }: CommunityContext,
	memberId: string,
): Promise<void> {
	const person = await personOf(db, memberId).executeTakeFirst();
	if (!person) return;
	for (const { externalCustomerId, account } of await customersOf(db, memberId).execute()) {
		if (externalCustomerId === null) continue;
		const { email } = person;
		await askStripe(() =>
			services.payments.customers.update(externalCustomerId, { email }, on(account)),
		).catch((error: unknown) => {
			if (!isRefused(error instanceof Error ? error.cause : error)) throw error;
		});
	}
}
