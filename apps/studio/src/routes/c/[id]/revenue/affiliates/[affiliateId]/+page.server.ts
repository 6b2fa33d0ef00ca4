import { error } from '@sveltejs/kit';
import * as z from 'zod';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 25;

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const affiliateId = z.uuid().safeParse(event.params.affiliateId).data;
	if (affiliateId === undefined) error(404);
	const { searchParams } = event.url;
	const { affiliates } = api;
	const [affiliate, referrals, commissions] = await orErrorPage(
		Promise.all([
			affiliates.get({ affiliateId }),
			affiliates.referrals({ affiliateId, cursor: searchParams.get('brought'), limit: PAGE }),
			affiliates.commissions({ affiliateId, cursor: searchParams.get('cursor'), limit: PAGE }),
		]),
	);
	return { affiliate, referrals, commissions };
};
