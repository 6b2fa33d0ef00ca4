import { createFetch, type WebOptions } from './fetch-web.ts';
import { pageFacts, type PageFacts } from './page-facts.ts';
import { isLoopback, isPublicAddress } from './public-address.ts';

export { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';
export type { WebOptions };

const PAGE_BYTES = 512 * 1024;
const PICTURE_BYTES = 1024 * 1024;
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];
/** What is reached from everywhere, and on no other port than pages are served from. */
export const OPEN_WEB: WebOptions = { permits: isPublicAddress, ports: [80, 443] };
/** The same and this machine, on any port: while developing, so that a provider can be tried here. */
export const OPEN_WEB_AND_HERE: WebOptions = {
	permits: (address) => isPublicAddress(address) || isLoopback(address),
	ports: Array.from({ length: 65_536 }, (_, port) => port),
};

/**
 * Reads pages and pictures of the open web, and of nothing else: null for what is private, too large, too slow or not
 * what was asked for. `options` are for tests, whose web lies on this machine.
 */
export function createWeb(options: WebOptions = OPEN_WEB) {
	const get = createFetch(options);
	return {
		/** What the page at `url` says of itself. */
		async page(url: string): Promise<PageFacts | null> {
			const types = ['text/html', 'application/xhtml+xml'];
			const answer = await orNull(get(url, { types, maxBytes: PAGE_BYTES, mayCut: true }));
			if (!answer) return null;
			return pageFacts(decode(answer.body, answer.contentType), answer.url);
		},
		/** The bytes of the picture at `url`, not looked into. */
		async picture(url: string): Promise<Uint8Array | null> {
			const wanted = { types: PICTURES, maxBytes: PICTURE_BYTES, mayCut: false };
			return (await orNull(get(url, wanted)))?.body ?? null;
		},
	};
}

const orNull = <T>(attempt: Promise<T>): Promise<T | null> => attempt.catch(() => null);

function decode(body: Uint8Array, contentType: string): string {
	const head = Buffer.from(body.subarray(0, 2048)).toString('latin1');
	const named =
		/charset=["']?([\w-]+)/i.exec(contentType)?.[1] ??
		/<meta[^<>]{0,200}?charset=["']?([\w-]{1,40})/i.exec(head)?.[1];
	try {
		return new TextDecoder(named ?? 'utf-8').decode(body);
	} catch {
		return new TextDecoder().decode(body);
	}
}
