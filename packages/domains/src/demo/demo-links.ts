import type { CommunityIdentity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { keepLink } from '../links/index.ts';
import type { LoadedDemo } from '../templates/index.ts';

/** Keeps what the pages said that a demo links to, so that it shows their cards without asking anybody. */
export async function keepDemoLinks(
	services: Services,
	community: CommunityIdentity,
	{ links = [], pictures }: LoadedDemo,
): Promise<void> {
	const ctx = await createJobContext(services, community, 'fetch-links');
	for (const { url, picture, ...page } of links)
		await keepLink(ctx, { url, page, bytes: pictures.get(picture) ?? null });
}
