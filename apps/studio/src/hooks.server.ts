import type { Handle } from '@sveltejs/kit/hooks';
import { currentRequest } from '@kith/client/request-store';
import { pageInLanguage } from '@kith/ui/language-page';
import { earlyInput } from '@kith/ui/early-input';
import { getTextDirection } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { schemeAttribute } from '#lib/shell/server/head.ts';

export const handle: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ locale }) => {
		const { platform } = currentRequest();
		if (!platform) throw new Error('no platform for this request');
		event.locals.request = platform;
		event.locals.api = platform.api;
		const response = await resolve(event, {
			transformPageChunk: ({ html }) =>
				pageInLanguage(
					html
						.replace('%kith.lang%', locale)
						.replace('%kith.dir%', getTextDirection(locale))
						.replace('%kith.scheme%', schemeAttribute(event.cookies.get('scheme')))
						.replace('%kith.early%', () => earlyInput)
						.replace('%kith.head%', '<link rel="stylesheet" href="/theme.css" />'),
					locale,
				),
		});
		// What is made to be looked at in a frame of ours says so itself.
		if (!response.headers.get('content-security-policy')?.includes('frame-ancestors'))
			response.headers.append('content-security-policy', "frame-ancestors 'none'");
		for (const line of platform.cookies) response.headers.append('set-cookie', line);
		return response;
	});
