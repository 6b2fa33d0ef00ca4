import type { CommunityContext } from '../context.ts';

import { previewTokenFor } from './preview.ts';
import type { Whom } from './roles.schema.ts';
import { nameOfWhom, standingFor } from './whom.ts';

/**
 * A link that shows the member site as somebody else sees it, for two hours; whoever opens it can change nothing.
 * Throws `roles.not_found` and `members.not_found`.
 */
export async function viewAs(ctx: CommunityContext, whom: Whom): Promise<{ url: string }> {
	ctx.authorize('read', 'Role');
	await standingFor(ctx, whom);
	const label = await nameOfWhom(ctx, whom);
	await ctx.transaction(async (tx) =>
		tx.audit({ action: 'roles.tried', target: { kind: whom.kind, id: whom.kind, label } }),
	);
	const token = previewTokenFor(ctx.services, ctx.community, whom);
	return { url: `${ctx.community.origin}/?preview=${token}` };
}
