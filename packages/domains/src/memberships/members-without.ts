import type { CommunityContext } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { countActiveMembers } from '../members/index.ts';
import { membersWithout } from './entry.queries.ts';

/** How many members hold no membership that is open. */
// authorize: who asks for the number has been asked.
export async function membersWithoutMembership(ctx: CommunityContext): Promise<number> {
	if (!hasModule(ctx, 'memberships')) return countActiveMembers(ctx.db);
	return (await membersWithout(ctx.db, ctx.clock.now()).executeTakeFirstOrThrow()).count;
}
