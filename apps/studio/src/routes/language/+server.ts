import { redirect } from '@sveltejs/kit';
import { cookieName, toLocale } from '#lib/paraglide/runtime.js';
import { formText } from '@kith/client/forms';
import { localPath } from '#lib/shell/local-path.ts';
import type { RequestHandler } from './$types';

const YEAR_SECONDS = 31_536_000;

export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const locale = toLocale(formText(form, 'locale'));
	if (locale)
		cookies.set(cookieName, locale, {
			path: '/',
			maxAge: YEAR_SECONDS,
			sameSite: 'lax',
			// The page's own script reads it to know its language.
			httpOnly: false,
			secure: url.protocol === 'https:',
		});
	redirect(303, localPath(formText(form, 'next'), '/'));
};
