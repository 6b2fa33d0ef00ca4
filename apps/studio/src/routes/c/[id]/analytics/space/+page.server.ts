import { leadToSpace } from '#lib/spaces/server/lead-to-space.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => leadToSpace(event);
