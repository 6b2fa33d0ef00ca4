import type { TestCommunity } from '@kith/testing/test-community';
import type { Answered, Send } from '@kith/testing/test-scim';
import type { TestServer } from './test-server.ts';

/** A directory that sends its requests over HTTP to a community's own address. */
export function directoryOf(
	server: TestServer,
	{ community }: TestCommunity,
	token: string | null,
): Send {
	const host = new URL(community.origin).host;
	return async (method, path, body, headers = {}) => {
		const answer = await server.ask(host, `/scim/v2${path}`, {
			method,
			headers: {
				...(token !== null && { authorization: `Bearer ${token}` }),
				...{ 'content-type': 'application/scim+json', ...headers },
			},
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const said = (answer.body ? JSON.parse(answer.body) : {}) as Answered['body'];
		return { status: answer.status, headers: answer.headers, body: said };
	};
}
