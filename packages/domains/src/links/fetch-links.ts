import { addSeconds } from '@kith/kernel/clock';
import { LimitReachedError } from '@kith/kernel/errors';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { keepLinkPicture } from '../media/index.ts';
import { embedPage } from '../rich-text/embeds.schema.ts';
import { shownLinksOf } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { linkHash } from './link-hash.ts';
import { bodyOf, linksByHash, saveLink } from './links.queries.ts';
import { BELIEVED_DAYS, type LinkedText } from './links.schema.ts';

const PER_HOUR = 300;
const DAY_SECONDS = 86_400;

/** Looks at the pages that a text shows and are not known, or not any more; at most ten, one after another. */
export async function fetchLinks(services: Services, text: LinkedText): Promise<void> {
	const community = await services.directory.byId(text.communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'fetch-links');
	const row = await bodyOf(ctx.db, text.kind, text.id).executeTakeFirst();
	if (!row) return;
	const { urls, embeds } = shownLinksOf(row.body as unknown as RichText);
	try {
		for (const url of await unknownAmong(ctx, [...urls, ...embeds.map(embedPage)])) {
			await fetchLink(ctx, url);
		}
	} catch (error) {
		// Without a card a link is still a link.
		if (!(error instanceof LimitReachedError)) throw error;
	}
}

/** Those of the addresses that nothing is known of, or nothing any more. */
// authorize: asked by the verbs that look at pages.
export async function unknownAmong(
	ctx: CommunityContext,
	urls: readonly string[],
): Promise<string[]> {
	if (urls.length === 0) return [];
	const rows = await linksByHash(ctx.db, urls.map(linkHash)).execute();
	const now = ctx.clock.now();
	const known = new Set(rows.filter((row) => row.expiresAt > now).map(({ urlHash }) => urlHash));
	return urls.filter((url) => !known.has(linkHash(url)));
}

/** Looks at a page and keeps what it says. Throws `limits.too_many` when the community has looked at 300 within the hour. */
// authorize: asked by the verbs that look at pages.
export async function fetchLink(ctx: CommunityContext, url: string): Promise<void> {
	const { web, limiter } = ctx.services;
	await limiter.take(`links ${ctx.community.id}`, PER_HOUR, 3600);
	const page = await web.page(url);
	const bytes = page?.pictureUrl ? await web.picture(page.pictureUrl) : null;
	await keepLink(ctx, { url, page, bytes });
}

type Page = { title: string; description: string; site: string };
type Seen = { url: string; page: Page | null; bytes: Uint8Array | null };

/** Keeps what a page says of itself, or that there is none, and its picture among the community's own files. */
// authorize: jobs look at pages, and demos bring what they said.
export async function keepLink(ctx: CommunityContext, { url, page, bytes }: Seen): Promise<void> {
	// What is no picture after all leaves a card without one.
	const picture = bytes && (await keepLinkPicture(ctx, bytes).catch(() => null));
	const fetchedAt = ctx.clock.now();
	const days = page ? BELIEVED_DAYS.found : BELIEVED_DAYS.none;
	await saveLink(ctx.db, {
		...{ urlHash: linkHash(url), url, isFound: page !== null },
		...{ title: page?.title ?? '', description: page?.description ?? '', site: page?.site ?? '' },
		...{ pictureFileId: picture?.fileId ?? null, fetchedAt },
		expiresAt: addSeconds(fetchedAt, days * DAY_SECONDS),
	}).execute();
}
