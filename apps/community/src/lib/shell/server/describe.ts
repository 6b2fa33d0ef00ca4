import type { CommunityFace } from '@kith/domains/communities/schema';
import { monogram } from '@kith/ui/monogram';
import { palette } from '@kith/ui/palette';
import { jsonLd, tag } from './head-tags.ts';

type Page = {
	/** What this page is; without one it is the community's start page. */
	title?: string;
	description?: string;
	/** Path of the one address under which this is to be found. */
	path: string;
	kind?: 'website' | 'article';
	/** Path of a picture that stands for the page. */
	image?: string | null;
	/** In pixels: whoever shows it for the first time makes room before they have it. */
	imageSize?: { width: number; height: number };
	/** A schema.org description of what the page holds. */
	subject?: Record<string, unknown>;
};

/** What crawlers and previews are told of the public page that `event` asks for. Browsers need none of it later. */
export function describe(event: { locals: App.Locals; url: URL }, page: Page): void {
	const { origin } = event.url;
	const { name } = event.locals.request.face;
	const summary = page.description?.slice(0, 200);
	const image = page.image ? origin + page.image : null;
	const card = image ? 'summary_large_image' : 'summary';
	const url = origin + page.path;
	event.locals.description = [
		...(summary ? [tag('meta', { name: 'description', content: summary })] : []),
		...properties({
			'og:site_name': name,
			'og:type': page.kind ?? 'website',
			'og:title': page.title ?? name,
			'og:url': url,
			'og:description': summary,
			'og:image': image,
			'og:image:width': image && page.imageSize?.width.toString(),
			'og:image:height': image && page.imageSize?.height.toString(),
		}),
		tag('meta', { name: 'twitter:card', content: card }),
		...(page.subject ? [jsonLd({ ...page.subject, url })] : []),
	].join('');
}

/** The part of the head that says whose page this is, and to crawlers whether it is theirs to read. */
export function communityHead(face: CommunityFace, isPublic: boolean): string {
	const { logoFileId, faviconFileId } = face.look;
	const icon = faviconFileId ?? logoFileId;
	const feed = {
		rel: 'alternate',
		type: 'application/rss+xml',
		title: face.name,
		href: '/feed.xml',
	};
	return [
		tag('link', { rel: 'icon', href: icon ? `/files/${icon}/full` : letterIcon(face) }),
		tag('link', { rel: 'manifest', href: '/manifest.webmanifest' }),
		tag('link', { rel: 'apple-touch-icon', href: '/icons/180.png' }),
		...themeColours(face.look),
		isPublic ? tag('link', feed) : tag('meta', { name: 'robots', content: 'noindex, nofollow' }),
	].join('');
}

/** What the browser paints around the page: its ground, by day and by night. */
function themeColours(look: CommunityFace['look']): string[] {
	const { brand, schemes } = look;
	return (['light', 'dark'] as const).map((scheme) =>
		tag('meta', {
			name: 'theme-color',
			content: palette(brand, schemes === 'both' ? scheme : schemes, look)['bg'] ?? brand,
			media: `(prefers-color-scheme: ${scheme})`,
		}),
	);
}

function properties(known: Readonly<Record<string, string | null | undefined>>): string[] {
	return Object.entries(known).flatMap(([property, content]) =>
		content ? [tag('meta', { property, content })] : [],
	);
}

/** The community's first letter on its colour, for a browser's tab. */
function letterIcon({ name, look }: CommunityFace): string {
	const [letter = ''] = monogram(name).letters;
	const svg =
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
		`<rect width="32" height="32" rx="8" fill="${look.brand}"/>` +
		'<text x="16" y="22" font-family="sans-serif" font-size="18" font-weight="700" ' +
		`text-anchor="middle" fill="#fff">${/[\p{L}\p{N}]/u.test(letter) ? letter : ''}</text></svg>`;
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
