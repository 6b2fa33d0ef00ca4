import { makeModule, type ModuleName } from '@kith/db/modules';
import type { CommunityContext } from '../context.ts';
import { switchOn } from './modules.queries.ts';
import { MODULES_ON } from './modules.schema.ts';

/**
 * Switches a module on: its tables are made first, and whoever dies in between finds them there the next time. Pressed
 * again, or twice at once, it was switched on once.
 */
// authorize: the verb of the module's own domain has asked.
export async function startModule(ctx: CommunityContext, module: ModuleName): Promise<void> {
	await ctx.services.asOwner((client) => makeModule(client, ctx.community.id, module));
	await ctx.transaction(async (tx) => {
		const isNew = await switchOn(tx.db, module, ctx.clock.now()).executeTakeFirst();
		if (!isNew) return;
		tx.audit({
			...{ action: 'modules.started', target: { kind: 'settings', id: MODULES_ON, label: module } },
			after: { module },
		});
		tx.touchCommunity();
	});
}
