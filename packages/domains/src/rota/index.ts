import type { Domain } from '../domain.ts';
import { rotaRouter } from './rota.router.ts';

export { moveShifts } from './move-shifts.ts';
export { whoIsTold } from './read-rota.ts';

export const rota = { router: rotaRouter } as const satisfies Domain;
