import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { formText } from '@kith/client/forms';
import { OfferOwnership, UpdateOrganization } from '@kith/domains/organizations/schema';
import { confirmAddress } from '#lib/identity/security-address.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import { act } from '#lib/studio/server/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { organizationId } = params;
	const settings = await orErrorPage(locals.api.organizations.get({ organizationId }));
	const { name, contactEmail, locale, timeZone } = settings;
	return {
		settings,
		saved: { name, contactEmail: contactEmail ?? '', locale, timeZone },
		/** What was typed before somebody was led away to prove who they are. */
		wish: { to: url.searchParams.get('to') ?? '', becomes: url.searchParams.get('becomes') ?? '' },
		sentTo: url.searchParams.get('sent') ?? '',
	};
};

const INVALID: Record<string, string> = { email: 'invalid' };

export const actions: Actions = {
	save: async ({ request, locals, params, url }) => {
		const form = await request.formData();
		const values = {
			...{ name: formText(form, 'name'), contactEmail: formText(form, 'contactEmail').trim() },
			...{ locale: formText(form, 'locale'), timeZone: formText(form, 'timeZone') },
		};
		const wanted = UpdateOrganization.safeParse({
			...{ ...values, organizationId: params.organizationId },
			contactEmail: values.contactEmail || null,
		});
		if (!wanted.success) {
			const wrong = wanted.error.issues.map(({ path }) => [String(path[0]), 'invalid']);
			const fields = Object.fromEntries(wrong) as Record<string, string>;
			return fail(400, { code: 'input.invalid', fields, values });
		}
		return act(values, url.pathname, () => locals.api.organizations.update(wanted.data));
	},
	offer: async ({ request, locals, params, url }) => {
		const form = await request.formData();
		const email = formText(form, 'to').trim() || formText(form, 'email').trim();
		const offer = { email, becomes: formText(form, 'becomes') };
		const wanted = OfferOwnership.safeParse({
			...{ organizationId: params.organizationId, email, inviterBecomes: offer.becomes },
		});
		if (!wanted.success) return fail(400, { code: 'input.invalid', fields: INVALID, offer });
		try {
			await locals.api.organizations.offerOwnership(wanted.data);
		} catch (cause) {
			if (failureOf(cause).code === 'identity.confirm_first') {
				const wish = new URLSearchParams({ to: wanted.data.email, becomes: offer.becomes });
				redirect(303, confirmAddress(`${url.pathname}?${wish.toString()}`));
			}
			const { status, data } = refused(cause, {}, url.pathname);
			return fail(status, { code: data.code, fields: {} as Record<string, string>, offer });
		}
		redirect(303, `${url.pathname}?sent=${encodeURIComponent(wanted.data.email)}`);
	},
};
