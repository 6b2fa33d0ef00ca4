import type { CommunityContext } from '../context.ts';
import { letMembersCreate } from './keeping.queries.ts';

/** Whether members may make tags while they write. */
export function getCreation(ctx: CommunityContext): { allowed: boolean } {
	ctx.authorize('update', 'Tag');
	const member = ctx.snapshot.roles.find(({ key }) => key === 'member');
	return { allowed: member?.permissions['tags:create'] === 'allow' };
}

/** Lets members make tags while they write, or leaves them only those that exist. */
export async function setCreation(
	ctx: CommunityContext,
	{ allowed }: { allowed: boolean },
): Promise<void> {
	ctx.authorize('update', 'Tag');
	await ctx.transaction(async (tx) => {
		await letMembersCreate(tx.db, allowed).execute();
		tx.audit({
			action: 'settings.updated',
			target: { kind: 'settings', id: 'tags', label: 'tags' },
			...{
				before: { membersMakeTags: getCreation(ctx).allowed },
				after: { membersMakeTags: allowed },
			},
		});
		tx.touchCommunity();
	});
}
