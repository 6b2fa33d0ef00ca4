import { directionOf, languageOf } from '@kith/kernel/locales';
import { palette } from '@kith/ui/palette';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { RequestHandler } from './$types';

const SHORT = 12;

export const GET: RequestHandler = ({ locals }) => {
	const { name, tagline, look } = locals.request.face;
	const locale = getLocale();
	const ground = palette(look.brand, 'light')['bg'] ?? look.brand;
	const icon = (size: number, purpose: 'any' | 'maskable') => ({
		src: `/icons/${size}.png`,
		...{ sizes: `${size}x${size}`, type: 'image/png', purpose },
	});
	const manifest = {
		...{ name, short_name: shortened(name), description: tagline },
		...{ lang: locale, dir: directionOf(languageOf(locale)) },
		...{ id: '/', scope: '/', start_url: '/', display: 'standalone' },
		...{ theme_color: look.brand, background_color: ground },
		icons: [icon(192, 'any'), icon(512, 'any'), icon(192, 'maskable'), icon(512, 'maskable')],
		shortcuts: [
			{ name: m.shell_home(), url: '/', icons: [icon(192, 'any')] },
			{ name: m.shell_create(), url: '/new', icons: [icon(192, 'any')] },
		],
	};
	return Response.json(manifest, { headers: { 'content-type': 'application/manifest+json' } });
};

/** As many whole words as fit under an icon, or the beginning of the first. */
function shortened(name: string): string {
	if (name.length <= SHORT) return name;
	const words = name
		.slice(0, SHORT + 1)
		.split(/\s+/u)
		.slice(0, -1)
		.join(' ');
	return words || Array.from(name).slice(0, SHORT).join('');
}
