import * as z from 'zod';
import type { Domain, Job } from '../domain.ts';
import { importsRouter } from './imports.router.ts';
import { runImport } from './run-import.ts';

export { receiveList } from './receive-list.ts';

const OfImport = z.strictObject({ communityId: z.string(), importId: z.uuid() });

const run: Job = { run: (services, payload) => runImport(services, OfImport.parse(payload)) };

export const imports = {
	router: importsRouter,
	jobs: { 'run-import': run },
} as const satisfies Domain;
