import { Events, OAuth2Server } from 'oauth2-mock-server';
import { newId } from '@kith/kernel/ids';
import { createOidc } from '@kith/integrations/oidc';
import { createGuardedFetch, OPEN_WEB_AND_HERE } from '@kith/integrations/web';

/** What the provider says of whoever comes next. */
export type Said = Record<string, unknown> & { sub: string };

/**
 * A real OpenID provider on this machine, which asks nobody for a password and says what it is told to. With a `name` it
 * calls itself by that address, and its `oidc` finds it there.
 */
export async function startTestProvider(name?: string) {
	const server = new OAuth2Server();
	const { kid: firstKey } = await server.issuer.keys.generate('RS256');
	await server.start(undefined, 'localhost');
	const here = server.issuer.url ?? '';
	if (name) server.issuer.url = name;
	const guarded = createGuardedFetch(OPEN_WEB_AND_HERE);
	const placeOf = (address: string) => (name ? here + endOf(address) : address);
	const provider = {
		issuer: name ?? here,
		/** Where it was asked something, oldest first. */
		asked: [] as string[],
		oidc: createOidc({
			fetch: (address, options) => {
				provider.asked.push(address);
				return guarded(placeOf(address), options);
			},
		}),
		says: { sub: 'person-1' } as Said,
		/** Changes the ID token alone, such as its audience or nonce. */
		forged: {} as Record<string, unknown>,
		/** What a browser that goes to `address` is sent back with. */
		async visit(address: string): Promise<URL> {
			const answer = await fetch(placeOf(address), { redirect: 'manual' });
			return new URL(answer.headers.get('location') ?? '');
		},
		/** What it sends when it says that somebody signed out there; each part can be made wrong. */
		async logoutToken(said: Record<string, unknown>, kid = firstKey): Promise<string> {
			const now = Math.floor(Date.now() / 1000);
			const claims = {
				...{ iss: name ?? here, aud: 'kith', iat: now, exp: now + 120, jti: newId() },
				events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
				...said,
			};
			return server.issuer.buildToken({
				kid,
				scopesOrTransform: (_, payload) => {
					for (const key of Object.keys(payload)) delete payload[key];
					Object.assign(payload, claims);
					for (const [key, value] of Object.entries(claims))
						if (value === undefined) delete payload[key];
				},
			});
		},
		/** A key that it did not publish before; returns what it is called. */
		async newKey(): Promise<string> {
			return (await server.issuer.keys.generate('RS256')).kid;
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

/** The part of an address that says what is asked for. */
function endOf(address: string): string {
	const { pathname, search } = new URL(address);
	const known = pathname.lastIndexOf('/.well-known/');
	return pathname.slice(known === -1 ? pathname.lastIndexOf('/') : known) + search;
}

export type TestProvider = Awaited<ReturnType<typeof startTestProvider>>;
