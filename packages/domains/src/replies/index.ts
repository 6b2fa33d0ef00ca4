import type { Domain } from '../domain.ts';
import { repliesRouter } from './replies.router.ts';

export const replies = { router: repliesRouter } as const satisfies Domain;
