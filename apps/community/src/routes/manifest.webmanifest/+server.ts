import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) => {
	const { face } = locals.request;
	const { logoFileId, brand } = face.look;
	const manifest = {
		name: face.name,
		short_name: face.name.slice(0, 24),
		description: face.tagline,
		lang: face.locale,
		id: '/',
		start_url: '/',
		display: 'standalone',
		theme_color: brand,
		background_color: '#ffffff',
		icons: logoFileId ? [{ src: `/files/${logoFileId}/full`, sizes: 'any' }] : [],
	};
	return Response.json(manifest, { headers: { 'content-type': 'application/manifest+json' } });
};
