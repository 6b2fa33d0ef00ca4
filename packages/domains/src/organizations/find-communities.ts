import { communitiesFound, originOf } from '../communities/index.ts';
import { listDesks } from '../desks/index.ts';
import type { PlatformContext } from '../context.ts';
import type { FindCommunities, FoundCommunities, FoundCommunity } from './organizations.schema.ts';

/** The scripts' marks that people leave out when they type. */
const MARKS = /[\u0300-\u036f]/g;

/**
 * The communities of every organization the staff person works for, and those they have a desk in, that hold all words of
 * a text in their name or address, those that are named as recent first. Reads one row more than asked for, however many
 * there are.
 */
export async function findCommunities(
	ctx: PlatformContext,
	{ text, recent, limit }: FindCommunities,
): Promise<FoundCommunities> {
	const staff = ctx.authorize();
	const organizations = new Map(staff.organizations.map(({ id, name }) => [id, name]));
	const desks = await listDesks(ctx);
	if (organizations.size === 0 && desks.length === 0) return { items: [], hasMore: false };
	const words = text.normalize('NFKD').replace(MARKS, '').toLowerCase().split(/\s+/);
	const rows = await communitiesFound(ctx.db, {
		...{ organizationIds: [...organizations.keys()], recent, limit },
		communityIds: desks.map(({ id }) => id),
		words: words.filter(Boolean).slice(0, 8),
	}).execute();
	const items = await Promise.all(
		rows.slice(0, limit).map(async ({ id, organizationId, slug, name, status, placement }) => {
			const db = ctx.services.communityDb({ id, placement });
			const { look } = await ctx.services.snapshots.get(id, db);
			return {
				...{ id, name, status: status as FoundCommunity['status'] },
				host: new URL(originOf(ctx.services.platformOrigin, slug)).host,
				look: { brand: look.brand, logoFileId: look.logoFileId },
				organizationName: organizations.size > 1 ? (organizations.get(organizationId) ?? '') : '',
			};
		}),
	);
	return { items, hasMore: rows.length > limit };
}
