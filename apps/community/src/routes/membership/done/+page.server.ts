import { redirect } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const membershipId = url.searchParams.get('of') ?? '';
	const isAgain = url.searchParams.has('again');
	const purchase = await orSignIn(locals.api.sales.check({ membershipId }), { url });
	// They were let in a moment ago: what is theirs is on the page that they ask for as a member.
	if (purchase.state === 'open' && locals.request.viewer?.standing === 'pending' && !isAgain)
		redirect(303, `/membership/done?${new URLSearchParams({ of: membershipId, again: '' })}`);
	const offers = purchase.state === 'open' ? await orErrorPage(locals.api.tiers.offers()) : [];
	const spaces = offers.filter(({ isMine }) => isMine).flatMap((offer) => offer.spaces);
	return { purchase, spaces };
};
