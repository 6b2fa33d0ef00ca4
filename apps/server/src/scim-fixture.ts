import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation } from '@kith/testing/test-installation';
import { connectDirectory, type Answered, type Send } from '@kith/testing/test-scim';
import { startTestServer, type TestServer } from './test-server.ts';

/** Whose addresses the directory of a scene may speak of. */
export const DOMAIN = 'acme.example';

/** A server with a community that directories can be connected to. */
export async function openScim() {
	const installation = await createTestInstallation();
	const server = await startTestServer(installation);
	const here = await createTestCommunity(installation);
	const close = async () => {
		await server.close();
		await installation.close();
	};
	return { installation, server, here, close };
}

/** The same, and a directory that is connected. */
export async function openDirectory() {
	const scene = await openScim();
	const { token } = await connectDirectory(scene.here, DOMAIN);
	return { ...scene, send: directoryOf(scene.server, scene.here, token) };
}

export type Scene = Awaited<ReturnType<typeof openDirectory>>;

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
