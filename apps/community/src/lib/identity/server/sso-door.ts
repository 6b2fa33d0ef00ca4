import { redirect, type RequestEvent } from '@sveltejs/kit';
import { Email } from '@kith/domains/identity/schema';
import { textIn } from './form-text.ts';

/** Leads who typed an address of a domain that has a door of its own to that door; everybody else goes on. */
export async function leadToDoor({ request, locals, url }: RequestEvent): Promise<void> {
	const email = Email.safeParse(textIn(await request.clone().formData(), 'email'));
	if (!email.success) return;
	const connectionId = await locals.api.sso.doorOf({ email: email.data });
	if (!connectionId) return;
	const query = new URLSearchParams({ with: connectionId });
	for (const key of ['next', 'invitation']) {
		const value = url.searchParams.get(key);
		if (value) query.set(key, value);
	}
	// A page of ours in between: a submitted form may not be redirected to another site.
	redirect(303, `/sign-in?${query.toString()}`);
}
