import { redirect } from '@sveltejs/kit';
import { readScheme } from '@kith/ui/scheme';
import { textIn } from '#lib/identity/server/form-text.ts';
import { cookieMaxAge, cookieName, isLocale } from '#lib/paraglide/runtime.js';
import type { Actions } from './$types';

const YEAR_SECONDS = 31_536_000;

export const actions: Actions = {
	default: async ({ request, cookies, url }) => {
		const data = await request.formData();
		const shared = {
			sameSite: 'lax' as const,
			...{ path: '/', httpOnly: false },
			secure: url.protocol === 'https:',
		};
		const scheme = readScheme(textIn(data, 'scheme'));
		if (scheme === 'system') cookies.delete('scheme', { path: '/' });
		else cookies.set('scheme', scheme, { ...shared, maxAge: YEAR_SECONDS });
		const locale = textIn(data, 'language');
		if (isLocale(locale)) cookies.set(cookieName, locale, { ...shared, maxAge: cookieMaxAge });
		redirect(303, '/settings/appearance?saved');
	},
};
