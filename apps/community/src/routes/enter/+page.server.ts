import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { LocalPath } from '@kith/domains/communities/schema';
import { textIn } from '#lib/identity/server/form-text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	return { token: url.searchParams.get('token')?.slice(0, 100) ?? '' };
};

export const actions: Actions = {
	// A link's GET changes nothing: mail scanners and previews open links, and would use the token up.
	default: async ({ request, locals }) => {
		const token = textIn(await request.formData(), 'token', 100);
		let next: string;
		try {
			({ next } = await locals.api.communities.enter({ token }));
		} catch (error) {
			const { status, code } = failureOf(error);
			if (status >= 500 || status === 0) throw error;
			return fail(status, { code });
		}
		const path = LocalPath.safeParse(next);
		redirect(303, path.success ? path.data : '/');
	},
};
