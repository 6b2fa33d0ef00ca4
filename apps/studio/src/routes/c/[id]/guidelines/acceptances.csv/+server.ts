import { acceptancesFile } from '#lib/guidelines/server/acceptances-file.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => acceptancesFile(event, 'guidelines');
