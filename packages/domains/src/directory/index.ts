import type { Domain } from '../domain.ts';
import { directoryRouter } from './directory.router.ts';

export const directory = { router: directoryRouter } as const satisfies Domain;
