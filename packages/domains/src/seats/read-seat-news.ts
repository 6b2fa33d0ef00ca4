import { unseal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { OPENING } from '../memberships/memberships.schema.ts';
import { LINK_SEAL, seatUrl } from './seat-link.ts';
import { groupById, inviteById } from './seats.queries.ts';
import type { SeatNews } from './seats.schema.ts';

/** What a mail about a group says, and to whom it goes: an address, or a member. */
export type SeatFacts = {
	to: { email: string } | { memberId: string };
	group: string;
	manager: string;
	tier: string;
	/** Until when it can be taken. */
	until: Date | null;
	url: string;
};

/** What is to be told, if it is still so. */
// authorize: jobs need no leave.
export async function readSeatNews(
	{ db, clock, services, community }: CommunityContext,
	news: SeatNews,
): Promise<SeatFacts | null> {
	const invite =
		news.news === 'invite' ? await inviteById(db, news.inviteId).executeTakeFirst() : undefined;
	const membershipId = news.news === 'offer' ? news.membershipId : invite?.membershipId;
	const group = membershipId && (await groupById(db, membershipId).executeTakeFirst());
	if (!group || !OPENING.some((status) => status === group.status)) return null;
	const about = { group: group.name, manager: group.managerName, tier: group.tierName };
	if (news.news === 'offer') {
		const isAsked = group.offeredTo && group.offeredAt?.toISOString() === news.at;
		const url = `${community.origin}/settings/membership`;
		return isAsked ? { ...about, to: { memberId: group.offeredTo ?? '' }, until: null, url } : null;
	}
	if (!invite || invite.expiresAt <= clock.now()) return null;
	const url = seatUrl(community, unseal(services.secret, LINK_SEAL, invite.sealedToken));
	return { ...about, to: { email: invite.email }, until: invite.expiresAt, url };
}
