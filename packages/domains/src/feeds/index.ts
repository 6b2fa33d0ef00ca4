import type { Domain } from '../domain.ts';
import { feedsConsumers } from './feeds.consumers.ts';
import { feedsRouter } from './feeds.router.ts';

export const feeds = { router: feedsRouter, consumers: feedsConsumers } as const satisfies Domain;
