import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { DraftKey } from '@kith/domains/drafts/schema';
import { onlyThemselves } from '#lib/identity/server/signed-in.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyThemselves(event);
	return { drafts: await orErrorPage(event.locals.api.drafts.list()) };
};

export const actions: Actions = {
	discard: async ({ request, locals }) => {
		const key = DraftKey.safeParse((await request.formData()).get('key'));
		try {
			if (key.success) await locals.api.drafts.discard({ key: key.data });
		} catch (cause) {
			const failure = failureOf(cause);
			return fail(failure.status, { error: failureText(failure) });
		}
		redirect(303, '/drafts');
	},
};
