import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { fetchLink, unknownAmong } from './fetch-links.ts';
import type { LinkPreview, LinkRef } from './links.schema.ts';
import { readLinks } from './read-links.ts';

const PER_HOUR = 60;

/**
 * What the card below a link will show, for whoever is writing it; null where the page says nothing of itself. A page that
 * nobody linked to yet is looked at now. Throws `limits.too_many` after 60 of those in an hour.
 */
export async function previewLink(
	ctx: CommunityContext,
	{ url }: LinkRef,
): Promise<LinkPreview | null> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('update', 'Draft', { memberId });
	const [isUnknown] = await unknownAmong(ctx, [url]);
	if (isUnknown) {
		await ctx.services.limiter.take(
			`link previews ${ctx.community.id} ${memberId}`,
			PER_HOUR,
			3600,
		);
		await fetchLink(ctx, url);
	}
	return (await readLinks(ctx, [url])).get(url) ?? null;
}
