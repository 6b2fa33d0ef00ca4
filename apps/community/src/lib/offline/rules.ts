/** What the service worker does with a request: `pass` leaves it to the browser as if no worker were there. */
export type Kind = 'asset' | 'data' | 'leaving' | 'page' | 'pass' | 'picture';

export type Asked = { method: string; mode: string; url: string };

/** The name the server gives whoever asks (see hooks.server.ts); this one keeps nothing. */
export const NOBODY = 'nobody';

const IMMUTABLE = /^\/(?:_app\/immutable\/|theme\.css$)/;

/** How a request is treated. Calls, streams, writes and foreign hosts are never touched. */
export function kindOf({ method, mode, url }: Asked, origin: string): Kind {
	const { origin: asked, pathname } = new URL(url);
	if (asked !== origin) return 'pass';
	if (method === 'POST' && pathname === '/sign-out') return 'leaving';
	if (method !== 'GET' || pathname.startsWith('/api/')) return 'pass';
	if (mode === 'navigate') return pathname.startsWith('/files/') ? 'pass' : 'page';
	if (pathname.endsWith('/__data.json')) return 'data';
	if (IMMUTABLE.test(pathname)) return 'asset';
	return pathname.startsWith('/files/') ? 'picture' : 'pass';
}

/** The one address under which a post is kept, whatever title or comment its link names; null for other pages. */
export function postPathOf(url: string): string | null {
	return /^\/p\/[0-9a-f-]{36}(?=\/|$)/.exec(new URL(url).pathname)?.[0] ?? null;
}

/** Whether a page came from a server that says who reads, and may be kept for that reader. */
export function mayKeep(response: Response): boolean {
	const reader = response.headers.get('x-kith-reader');
	const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
	return response.status === 200 && isPage && reader !== null && reader !== NOBODY;
}

/** The styles, scripts and fonts that a page names, as paths. */
export function assetsIn(html: string): string[] {
	const found = html.matchAll(
		/["'](?:\.{0,2}\/)*((?:_app\/immutable\/|theme\.css\?)[^"'\s<>]+)["']/g,
	);
	return [...new Set([...found].map(([, path = '']) => `/${path.replaceAll('&amp;', '&')}`))];
}

/** The pictures that a page shows, as paths; of a picture in several sizes the one for browsers that know no sizes. */
export function picturesIn(html: string): string[] {
	const found = html.matchAll(/ src="(\/files\/[0-9a-f-]{36}\/\w+)"/g);
	return [...new Set([...found].map(([, path = '']) => path))].slice(0, 30);
}

/** The same picture in each size that pictures come in. */
export function otherSizesOf(url: string): string[] {
	return ['medium', 'full', 'thumb'].map((size) => url.replace(/\/\w+$/, `/${size}`));
}

/** A page's title without the name of the community, as it stands in the page: still escaped. */
export function titleIn(html: string): string {
	const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
	return title.replace(/ · [^·]*$/, '').trim();
}

/** The offline page with links to what can be read; titles are escaped already. */
export function withPosts(html: string, posts: readonly { path: string; title: string }[]): string {
	if (posts.length === 0) return html;
	const lines = posts
		.filter(({ title }) => title !== '')
		.map(({ path, title }) => `<li><a href="${path}" dir="auto">${title}</a></li>`);
	return html
		.replaceAll(/<section[^<>]*>/g, (tag) =>
			tag.includes('data-kept') ? tag.replace(/ hidden(?:="[^"]*")?/, '') : tag,
		)
		.replaceAll(/<ul[^<>]*>(?=\s*<\/ul>)/g, (list) =>
			list.includes('data-kept-list') ? list + lines.join('') : list,
		);
}
