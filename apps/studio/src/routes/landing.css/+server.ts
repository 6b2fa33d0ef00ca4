import { themeVariables } from '@kith/ui/theme';
import { SCENE_LOOKS } from '#lib/landing/scene-looks.ts';
import type { RequestHandler } from './$types';

/** The looks of the example communities, made by what makes every community's look. */
const css = Object.entries(SCENE_LOOKS)
	.map(([key, look]) => {
		const { light, dark } = themeVariables(look);
		const night = `color-scheme:dark;${declarations(dark)}`;
		return [
			`.look-${key}{color-scheme:light;${declarations(light)}}`,
			`[data-scheme=dark] .look-${key}{${night}}`,
			`@media (prefers-color-scheme:dark){:root:not([data-scheme=light]) .look-${key}{${night}}}`,
		].join('\n');
	})
	.join('\n');

export const GET: RequestHandler = () =>
	new Response(css, {
		headers: {
			'content-type': 'text/css; charset=utf-8',
			'cache-control': 'public, max-age=3600',
		},
	});

function declarations(variables: Record<string, string>): string {
	return Object.entries(variables)
		.map(([name, value]) => `${name}:${value}`)
		.join(';');
}
