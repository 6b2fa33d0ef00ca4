import { Explain, Whom } from '@kith/domains/roles/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const MOST_FOUND = 8;

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { searchParams } = event.url;
	const [kind, id] = (searchParams.get('whom') ?? 'role:').split(':');
	const { matrix } = await event.parent();
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
	const [explanation, preview, found, person] = await orErrorPage(
		Promise.all([
			asked.success ? api.roles.explain(asked.data) : null,
			api.roles.preview({ whom }),
			search ? api.members.list({ search, status: 'active', limit: MOST_FOUND }) : null,
			whom.kind === 'member'
				? api.members.list({ search: searchParams.get('name') ?? '', limit: 1 })
				: null,
		]),
	);
	return {
		...{ whom, search, explanation, preview, found: found?.items ?? [] },
		asked: asked.success ? asked.data : null,
		name: person?.items.find(({ id: one }) => one === id)?.name ?? searchParams.get('name') ?? '',
	};
};
