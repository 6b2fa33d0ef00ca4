import { redirect } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';

/** Leads to the page of the space that is asked for, or of the first that this person runs; stays where there is none. */
export async function leadToSpace(event: Parameters<typeof communityFor>[0]): Promise<void> {
	const { api } = await communityFor(event);
	const spaces = await orErrorPage(api.spaces.managed());
	const wanted = event.url.searchParams.get('space');
	const space = spaces.find(({ id }) => id === wanted) ?? spaces[0];
	if (space) redirect(303, `${event.url.pathname}/${space.id}`);
}
