import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { textIn } from '#lib/identity/server/form-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const countIn = (url: URL): number =>
	Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get('to'))) || 1));
const groupPage = (id: string) => `/settings/membership/group/${id}`;

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
	await parent();
	const [membershipId, seats] = [params.id, countIn(url)];
	const group = await orErrorPage(locals.api.seats.group({ membershipId }));
	const preview = await locals.api.seats
		.previewChange({ membershipId, seats })
		.catch((cause: unknown) => {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			redirect(303, `${groupPage(membershipId)}?problem=${encodeURIComponent(code)}`);
		});
	return { group, seats, preview };
};

export const actions: Actions = {
	default: async ({ request, locals, params, url }) => {
		const data = await request.formData();
		const at = Math.trunc(Number(textIn(data, 'at'))) || 1;
		try {
			await locals.api.seats.change({ membershipId: params.id, seats: countIn(url), at });
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { problem: code });
		}
		redirect(303, groupPage(params.id));
	},
};
