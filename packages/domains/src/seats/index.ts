import type { Domain } from '../domain.ts';
import { seatsConsumers } from './seats.consumers.ts';
import { seatsRouter } from './seats.router.ts';

export { readSeatNews, type SeatFacts } from './read-seat-news.ts';

export const seats = {
	router: seatsRouter,
	consumers: seatsConsumers,
} as const satisfies Domain;
