import { Events, OAuth2Server } from 'oauth2-mock-server';

/** What the provider says of whoever comes next. */
export type Said = Record<string, unknown> & { sub: string };

/** A real OpenID provider on this machine, which asks nobody for a password and says what it is told to. */
export async function startTestProvider() {
	const server = new OAuth2Server();
	await server.issuer.keys.generate('RS256');
	await server.start(undefined, 'localhost');
	const provider = {
		issuer: server.issuer.url ?? '',
		says: { sub: 'person-1' } as Said,
		/** Changes the ID token alone, such as its audience or nonce. */
		forged: {} as Record<string, unknown>,
		/** What a browser that goes to `address` is sent back with. */
		async visit(address: string): Promise<URL> {
			const answer = await fetch(address, { redirect: 'manual' });
			return new URL(answer.headers.get('location') ?? '');
		},
		stop: () => server.stop(),
	};
	server.service.on(Events.BeforeTokenSigning, (token) => {
		Object.assign(token.payload, provider.says, provider.forged);
	});
	server.service.on(Events.BeforeUserinfo, (response) => {
		response.body = provider.says;
	});
	return provider;
}

export type TestProvider = Awaited<ReturnType<typeof startTestProvider>>;
