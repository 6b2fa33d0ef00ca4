import { orSignIn } from '#lib/identity/server/signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { gift: await orSignIn(locals.api.gifts.check({ giftId: params.giftId }), { url }) };
};
