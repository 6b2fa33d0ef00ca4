import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CommunityContext } from '@kith/domains/context';
import { badgeCard } from '@kith/domains/gamification';
import { GrantRef } from '@kith/domains/gamification/awards';
import { answerFailure, answerText } from './answers.ts';

const CARD = /^\/cards\/badges\/([\da-f-]{36})\.png$/;

/** Whether a path is that of a picture which previews of links show. */
export const isCardPath = (path: string): boolean => path.startsWith('/cards/');

/** Sends the picture for previews of a badge's page; to everybody the same one, as the page is. */
export async function answerCard(
	ctx: CommunityContext,
	{ request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
): Promise<void> {
	const wanted = GrantRef.safeParse({ grantId: CARD.exec(url.pathname)?.[1] });
	if (!wanted.success || !['GET', 'HEAD'].includes(request.method ?? ''))
		return answerText(response, 404, 'Not found');
	try {
		const { version, draw } = await badgeCard(ctx, wanted.data);
		const headers = {
			...{
				etag: `"${version}"`,
				'cache-control': 'public, max-age=300, s-maxage=60, must-revalidate',
			},
			'x-content-type-options': 'nosniff',
		};
		if (request.headers['if-none-match'] === headers.etag) {
			response.writeHead(304, headers);
			response.end();
			return;
		}
		const body = request.method === 'HEAD' ? undefined : await draw();
		response.writeHead(200, {
			...{ ...headers, 'content-type': 'image/png' },
			...(body && { 'content-length': body.byteLength }),
		});
		response.end(body);
	} catch (error) {
		answerFailure(response, error);
	}
}
