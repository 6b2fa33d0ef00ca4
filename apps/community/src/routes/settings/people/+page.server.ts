import { orErrorPage } from '#lib/shell/loading.ts';
import { setting } from '#lib/relations/server/relation-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	await parent();
	const { feeds, relations } = locals.api;
	const [blocked, muted, spaces, hidden] = await orErrorPage(
		Promise.all([
			relations.avoided({ kind: 'block', cursor: url.searchParams.get('blocked') }),
			relations.avoided({ kind: 'mute', cursor: url.searchParams.get('muted') }),
			relations.mutedSpaces(),
			feeds.hidden({ cursor: url.searchParams.get('hidden') }),
		]),
	);
	return { blocked, muted, spaces, hidden, failed: url.searchParams.get('failed') };
};

export const actions: Actions = {
	follow: setting('follow'),
	followSpace: setting('followSpace'),
	mute: setting('mute'),
	muteSpace: setting('muteSpace'),
	block: setting('block'),
	hide: setting('hide'),
};
