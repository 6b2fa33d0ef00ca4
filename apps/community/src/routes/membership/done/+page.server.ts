import { orErrorPage } from '#lib/shell/loading.ts';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const membershipId = url.searchParams.get('of') ?? '';
	const purchase = await orSignIn(locals.api.sales.check({ membershipId }), { url });
	const offers = purchase.state === 'open' ? await orErrorPage(locals.api.tiers.offers()) : [];
	const spaces = offers.filter(({ isMine }) => isMine).flatMap((offer) => offer.spaces);
	return { purchase, spaces };
};
