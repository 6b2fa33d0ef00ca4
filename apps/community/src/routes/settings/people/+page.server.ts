import { orErrorPage } from '#lib/shell/loading.ts';
import { setting } from '#lib/relations/server/relation-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	await parent();
	const { relations } = locals.api;
	const [blocked, muted, spaces] = await orErrorPage(
		Promise.all([
			relations.avoided({ kind: 'block', cursor: url.searchParams.get('blocked') }),
			relations.avoided({ kind: 'mute', cursor: url.searchParams.get('muted') }),
			relations.mutedSpaces(),
		]),
	);
	return { blocked, muted, spaces, failed: url.searchParams.get('failed') };
};

export const actions: Actions = {
	follow: setting('follow'),
	followSpace: setting('followSpace'),
	mute: setting('mute'),
	muteSpace: setting('muteSpace'),
	block: setting('block'),
};
