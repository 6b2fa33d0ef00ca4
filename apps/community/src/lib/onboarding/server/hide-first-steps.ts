import { redirect, type RequestEvent } from '@sveltejs/kit';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';

/** Puts the list of first steps away as a plain form wants it, or back. */
export async function hideByForm(event: RequestEvent): Promise<never> {
	onlyMembers(event);
	const data = await event.request.formData();
	const hidden = data.get('hidden') === 'yes';
	await orErrorPage(event.locals.api.onboarding.hideFirstSteps({ hidden }));
	redirect(303, '/');
}
