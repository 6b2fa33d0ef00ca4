import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CommunityIdentity } from '@kith/domains/communities';
import type { RequestFacts, Services } from '@kith/domains/context';
import { answerDirectory } from '@kith/domains/scim';
import { readBody } from './bodies.ts';

type Exchange = {
	request: IncomingMessage;
	response: ServerResponse;
	url: URL;
	facts: RequestFacts;
};

const BASE = '/scim/v2/';
const MOST_BYTES = 1_000_000;

/** Whether a path is one that a community's directory asks. */
export const isScimPath = (pathname: string): boolean => pathname.startsWith(BASE);

/** Answers a directory. It brings a token and no cookie, so that a page of another site can do nothing by it. */
export async function answerScim(
	services: Services,
	community: CommunityIdentity,
	{ request, response, url, facts }: Exchange,
): Promise<void> {
	const { status, body, headers } = await answerDirectory(services, community, {
		...{ method: request.method ?? 'GET', path: url.pathname.slice(BASE.length) },
		...{ query: url.searchParams, ip: facts.ip },
		authorization: request.headers.authorization ?? '',
		body: async () => Buffer.from(await readBody(request, MOST_BYTES)).toString('utf8'),
	});
	const type = body ? { 'content-type': 'application/scim+json; charset=utf-8' } : {};
	response.writeHead(status, { ...type, ...headers, 'cache-control': 'no-store' });
	response.end(body ? JSON.stringify(body) : undefined);
}
