import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { hasModule } from '../modules/index.ts';
import { communitiesWith } from './points.queries.ts';

const BATCH = 100;

/** A community's context for a job of this module; null where there is nothing to do. */
export async function pointsContext(services: Services, communityId: string, name: string) {
	const community = await services.directory.byId(communityId);
	const ctx = community && (await createJobContext(services, community, name));
	return ctx && hasModule(ctx, 'gamification') ? ctx : null;
}

/** Does something in every community that counts points. */
export async function inEach(
	services: Services,
	name: string,
	work: (ctx: CommunityContext) => Promise<void>,
): Promise<void> {
	for (let after = ''; ;) {
		const page = await communitiesWith(services.platform, after, BATCH).execute();
		for (const { id } of page) {
			const ctx = await pointsContext(services, id, name);
			if (ctx) await work(ctx);
		}
		after = page.at(-1)?.id ?? '';
		if (page.length < BATCH) return;
	}
}
