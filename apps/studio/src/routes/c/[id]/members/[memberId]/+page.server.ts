import { redirect } from '@sveltejs/kit';
import { TimelineKind } from '@kith/domains/notes/schema';
import { orErrorPage, orWithout } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { memberId } = event.params;
	const { searchParams } = event.url;
	const kinds = searchParams
		.getAll('kind')
		.flatMap((kind) => TimelineKind.safeParse(kind).data ?? []);
	const asked = { memberId, kinds, cursor: searchParams.get('cursor'), limit: PAGE };
	const [member, roles, timeline, desk, labels, score] = await orErrorPage(
		Promise.all([
			...([api.roster.get({ memberId }), api.roles.list()] as const),
			...([orWithout(api.notes.timeline(asked), null)] as const),
			orWithout(api.desks.ofMember({ memberId }), null),
			orWithout(api.roster.labels(), []),
			orWithout(api.gamification.score({ memberId }), null),
		]),
	);
	// The page of an account that became another one's.
	if (member.id !== memberId) redirect(307, `/c/${event.params.id}/members/${member.id}`);
	// Whether mail arrives is known to those who may see where it goes.
	const mail = member.email === null ? null : await orErrorPage(api.mail.health({ memberId }));
	const merged = searchParams.get('merged')?.slice(0, 32);
	return { member, roles, timeline, desk, labels, score, kinds, mail, merged };
};
