import { PreviewMail } from '@kith/domains/mail/schema';
import { error } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { RequestHandler } from './$types';

/** A mail as a page of its own: its styles are inline, which no page of the studio may have. */
export const GET: RequestHandler = async (event) => {
	const { searchParams } = event.url;
	const asked = PreviewMail.safeParse({
		...{ kind: searchParams.get('kind'), scheme: searchParams.get('scheme') },
		locale: getLocale(),
	});
	if (!asked.success) error(404, 'route.not_found');
	const { api, origin } = await communityFor(event);
	const { html } = await orErrorPage(api.mail.preview(asked.data));
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src ${origin} data:; frame-ancestors 'self'; sandbox`,
		},
	});
};
