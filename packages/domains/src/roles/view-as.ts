import { ForbiddenError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { grantsOf } from '../permissions/grants.ts';
import type { Grants } from '../permissions/permission.ts';
import { permissionCatalogue } from '../permissions/permissions.schema.ts';

import { previewTokenFor } from './preview.ts';
import type { Whom } from './roles.schema.ts';
import { nameOfWhom, standingFor } from './whom.ts';

/**
 * A link that shows the member site as somebody else sees it, for half an hour; whoever opens it can change nothing.
 * Throws `roles.not_found`, `members.not_found`, and `roles.beyond_own` for somebody who sees more than the actor.
 */
export async function viewAs(ctx: CommunityContext, whom: Whom): Promise<{ url: string }> {
	ctx.authorize('read', 'Role');
	requireNoMore(ctx, grantsOf(ctx.snapshot, await standingFor(ctx, whom)));
	const label = await nameOfWhom(ctx, whom);
	await ctx.transaction(async (tx) =>
		tx.audit({ action: 'roles.tried', target: { kind: whom.kind, id: whom.kind, label } }),
	);
	const token = previewTokenFor(ctx.services, ctx.community, whom);
	return { url: `${ctx.community.origin}/?preview=${token}` };
}

/** What one may not look at oneself, one does not look at through somebody else's eyes. */
function requireNoMore({ grants: own }: CommunityContext, theirs: Grants): void {
	for (const permission of permissionCatalogue) {
		const mine = new Set(own.where(permission));
		const isMore =
			(theirs.has(permission) && !own.has(permission)) ||
			theirs.where(permission).some((id) => !mine.has(id));
		if (isMore) throw new ForbiddenError('roles.beyond_own', { permission });
	}
}
