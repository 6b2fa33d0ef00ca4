import { error } from '@sveltejs/kit';
import * as z from 'zod';
import { openableOf, tiersToName } from '#lib/revenue/server/read-tiers.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PEOPLE = 25;
const searchIn = ({ searchParams }: URL) => (searchParams.get('q') ?? '').trim().slice(0, 80);

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const membershipId = z.uuid().safeParse(event.params.membershipId).data;
	if (membershipId === undefined) error(404);
	const [membership, entries, care, tiers, openable] = await orErrorPage(
		Promise.all([
			...([api.memberships.get({ membershipId }), api.sales.entries({ membershipId })] as const),
			...([api.sales.care({ membershipId }), tiersToName(api), openableOf(api)] as const),
		]),
	);
	const asked = { membershipId, search: searchIn(event.url), limit: PEOPLE };
	const people =
		membership.seats !== null && membership.group
			? await orErrorPage(api.seats.peopleFor(asked))
			: null;
	const isGivenBack = entries.some(({ kind }) => kind === 'refund');
	const isDisputed = entries.some(({ kind }) => kind === 'dispute');
	return {
		...{ membership, entries, care, openable, tiers: tiers ?? [] },
		/** Of a group: who has a seat. */
		...{ people, search: asked.search },
		/** Asked of Stripe; null where it does not answer. */
		notes: isGivenBack ? api.sales.creditNotes({ membershipId }).catch(() => null) : [],
		disputes: isDisputed ? api.sales.disputes({ membershipId }).catch(() => null) : [],
	};
};
