import { orErrorPage, orWithout } from '#lib/shell/loading.ts';
import { readView } from '#lib/members/filter.ts';
import { spacesIn } from '#lib/members/spaces-in.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const view = readView(event.url);
	const { api } = await communityFor(event);
	const cursor = event.url.searchParams.get('cursor');
	const [counts, roles, fields, tree, labels] = await orErrorPage(
		Promise.all([
			...([orWithout(api.members.counts(), null), api.roles.list()] as const),
			...([api.fields.filters(), orWithout(api.spaces.tree(), null)] as const),
			orWithout(api.roster.labels(), null),
		]),
	);
	const choices = { roles, fields, labels, spaces: tree ? spacesIn(tree) : [] };
	return { view, counts, choices, ...(await orErrorPage(listed())) };

	async function listed() {
		const nothing = { members: null, total: 0, segments: [], batches: [], invitations: null };
		if (view.tab === 'invited') {
			const page = { cursor, limit: PAGE, over: view.over };
			return { ...nothing, invitations: await api.members.invitations(page) };
		}
		const isWaiting = view.tab === 'pending';
		const filter = isWaiting ? { ...view.filter, states: ['pending' as const] } : view.filter;
		const [members, { count }, segments, batches] = await Promise.all([
			...([api.roster.list({ filter, sort: view.sort, cursor, limit: PAGE })] as const),
			api.roster.count({ filter }),
			...([orWithout(api.roster.segments(), []), orWithout(api.batches.list(), [])] as const),
		]);
		return { ...nothing, members, total: count, segments, batches };
	}
};
