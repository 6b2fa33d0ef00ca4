import { Explain, Whom } from '@kith/domains/roles/schema';
import { RosterState } from '@kith/domains/roster/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const MOST_FOUND = 8;

type Api = Awaited<ReturnType<typeof communityFor>>['api'];

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { searchParams } = event.url;
	const [kind, id] = (searchParams.get('whom') ?? 'role:').split(':');
	const { matrix, sight } = await event.parent();
	const member = matrix.roles.find(({ key }) => key === 'member')?.id ?? '';
	const roleId = id === '' || id === undefined ? member : id;
	const named =
		kind === 'member'
			? { kind, memberId: id }
			: kind === 'visitor'
				? { kind }
				: { kind: 'role', roleId };
	const whom = Whom.catch({ kind: 'role', roleId: member }).parse(named);
	const asked = Explain.safeParse({
		whom,
		permission: searchParams.get('may') ?? 'posts:publish',
		spaceId: searchParams.get('in') || null,
	});
	const search = searchParams.get('find') ?? '';
	const [explanation, preview, found] = await orErrorPage(
		Promise.all([
			asked.success ? api.roles.explain(asked.data) : null,
			api.roles.preview({ whom }),
			search ? findMembers(api, search, sight.pages.includes('members')) : null,
		]),
	);
	return {
		...{ whom, search, explanation, preview, found: found?.items ?? [] },
		asked: asked.success ? asked.data : null,
	};
};

/** Also those who are not in, for who looks members up. */
function findMembers({ roster, members }: Api, search: string, looksUp: boolean) {
	if (!looksUp) return members.list({ search, status: 'active', limit: MOST_FOUND });
	const filter = { search, states: RosterState.options };
	return roster.list({ filter, limit: MOST_FOUND });
}
