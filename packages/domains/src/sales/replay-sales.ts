import type { Services } from '../context.ts';
import { receiveEvent } from '../inbox/index.ts';
import { askStripe } from '../ask-stripe.ts';
import { communitiesPaid } from '../payments/index.ts';
import { on } from './at-stripe.ts';

const PAGE = 100;

type Choice = { since: Date; communityId?: string };

/**
 * Takes in again what Stripe told about the accounts of communities, or of one, since a moment and never came; what is
 * known is left alone. Returns how many came.
 */
// authorize: an operator's command.
export async function replaySales(
	services: Services,
	{ since, communityId }: Choice,
): Promise<number> {
	let taken = 0;
	for await (const { community, account } of communitiesPaid(services))
		if (communityId === undefined || community.id === communityId)
			taken += await replayAccount(services, account, since);
	return taken;
}

async function replayAccount(services: Services, account: string, since: Date): Promise<number> {
	const { payments } = services;
	const created = { gte: Math.floor(since.getTime() / 1000) };
	let taken = 0;
	for (let after: string | undefined; ;) {
		const asked = { created, limit: PAGE, ...(after !== undefined && { starting_after: after }) };
		const { data, has_more } = await askStripe(() => payments.events.list(asked, on(account)));
		for (const event of data) {
			const body = JSON.stringify({ ...event, account });
			const told = { vendor: 'stripe-connect', eventId: event.id, type: event.type, account };
			if (await receiveEvent(services, { ...told, body })) taken += 1;
		}
		after = data.at(-1)?.id;
		if (!has_more || after === undefined) return taken;
	}
}
