import type { Domain } from '../domain.ts';
import { giftsConsumers } from './gifts.consumers.ts';
import { giftsRouter } from './gifts.router.ts';
import { handleGiftEvent, reconcileGifts } from './hear-of-gifts.ts';

export { noteSent } from './gifts.queries.ts';
export { readGiftNews, type GiftFacts } from './read-gifts.ts';

export const gifts = {
	router: giftsRouter,
	jobs: { 'reconcile-gifts': { cron: '51 3 * * *', run: reconcileGifts } },
	consumers: giftsConsumers,
	vendors: { 'stripe-connect': handleGiftEvent },
} as const satisfies Domain;
