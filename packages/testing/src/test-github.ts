import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { newToken } from '@kith/kernel/ids';
import { createOidc } from '@kith/integrations/oidc';
import { OPEN_WEB_AND_HERE } from '@kith/integrations/web';

type Email = { email: string; primary: boolean; verified: boolean };

/** GitHub's sign-in and the two pages of its API that we read, on this machine: who comes is who `user` is. */
export async function startTestGithub(client: { id: string; secret: string }) {
	const challenges = new Map<string, string>();
	const tokens = new Set<string>();
	const github = {
		user: { id: 1, login: 'mia', name: null as string | null },
		emails: [] as Email[],
		/** The scopes that were asked for last. */
		scope: '',
		/** What a browser that goes to `address` is sent back with. */
		async visit(address: string): Promise<URL> {
			const answer = await fetch(address, { redirect: 'manual' });
			return new URL(answer.headers.get('location') ?? '');
		},
		stop() {
			server.close();
			server.closeAllConnections();
		},
	};

	/** Gives out a code, bound to the challenge it was asked with. */
	function authorize({ searchParams }: URL, response: ServerResponse): void {
		github.scope = searchParams.get('scope') ?? '';
		const back = new URL(searchParams.get('redirect_uri') ?? '');
		const code = newToken();
		if (searchParams.get('client_id') === client.id)
			challenges.set(code, searchParams.get('code_challenge') ?? '');
		back.searchParams.set('code', code);
		back.searchParams.set('state', searchParams.get('state') ?? '');
		response.writeHead(302, { location: back.href }).end();
	}

	/** Takes a code once, from who shows the client's secret and what lies behind the challenge. */
	function tokenFor(form: URLSearchParams, authorization: string): object {
		const code = form.get('code') ?? '';
		const proved = createHash('sha256')
			.update(form.get('code_verifier') ?? '')
			.digest('base64url');
		const basic = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
		const secret = form.get('client_secret') ?? basic.split(':')[1];
		const isRight = challenges.get(code) === proved && secret === client.secret;
		challenges.delete(code);
		if (!isRight) return { error: 'bad_verification_code', error_description: 'wrong or used' };
		const token = newToken();
		tokens.add(token);
		return { access_token: token, token_type: 'bearer', scope: github.scope };
	}

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '', origin);
		const { authorization = '' } = request.headers;
		if (url.pathname === '/login/oauth/authorize') return authorize(url, response);
		const say = (status: number, value: unknown) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(value));
		};
		if (url.pathname === '/login/oauth/access_token')
			return say(200, tokenFor(new URLSearchParams(await text(request)), authorization));
		if (!tokens.has(authorization.replace(/^bearer /i, '')))
			return say(401, { message: 'Bad credentials' });
		say(200, url.pathname === '/user' ? github.user : github.emails);
	}

	const server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const places = { web: origin, api: origin };
	const oidc = createOidc({ web: OPEN_WEB_AND_HERE, allowsPlain: true, github: places });
	return Object.assign(github, { origin, oidc });
}

export type TestGithub = Awaited<ReturnType<typeof startTestGithub>>;
