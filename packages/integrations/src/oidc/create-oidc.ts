import {
	allowInsecureRequests,
	authorizationCodeGrant,
	buildAuthorizationUrl,
	buildEndSessionUrl,
	calculatePKCECodeChallenge,
	ClientSecretBasic,
	ClientSecretPost,
	customFetch,
	discovery,
	fetchUserInfo,
	type ClientAuth,
	type Configuration,
} from 'openid-client';
import { LRUCache } from 'lru-cache';
import { createGuardedFetch, OPEN_WEB, type GuardedFetch, type WebOptions } from '../web/index.ts';
import { GITHUB, githubClaims, githubConfiguration, type GithubPlaces } from './github.ts';
import type { Claims, Oidc, OidcAttempt, OidcParty } from './oidc.ts';
import { providerFailure } from './provider-failure.ts';

type Options = {
	web?: WebOptions;
	/** Lets providers answer over plain HTTP: while developing and in tests, on this machine. */
	allowsPlain?: boolean;
	github?: GithubPlaces;
	/** For tests, in which a server of this machine stands for a provider that is known by its address. */
	fetch?: GuardedFetch;
};

const TIMEOUT_SECONDS = 5;

/** Providers over `openid-client`; what they say of themselves is asked again after ten minutes. */
export function createOidc({
	web = OPEN_WEB,
	allowsPlain = false,
	github = GITHUB,
	fetch = createGuardedFetch(web),
}: Options = {}): Oidc {
	const known = new LRUCache<string, Promise<Configuration>>({ max: 500, ttl: 600_000 });

	const discover = async ({ issuer, clientId, clientSecret }: OidcParty) =>
		discovery(new URL(issuer), clientId, clientSecret, authenticatedBy(clientSecret), {
			...{ timeout: TIMEOUT_SECONDS, [customFetch]: fetch as never },
			...(allowsPlain && { execute: [allowInsecureRequests] }),
		});
	async function configurationOf(party: OidcParty): Promise<Configuration> {
		if (party.kind === 'github') return openedFor(githubConfiguration(party, github, fetch));
		const key = JSON.stringify(party);
		const found = known.get(key) ?? discover(party);
		known.set(key, found);
		found.catch(() => known.delete(key));
		return found;
	}
	function openedFor(configuration: Configuration): Configuration {
		if (allowsPlain) allowInsecureRequests(configuration);
		return configuration;
	}
	const claimsOf = (party: OidcParty, attempt: OidcAttempt, query: string) =>
		party.kind === 'github'
			? claimsWithoutIdToken(party, attempt, query)
			: claimsOfIdToken(party, attempt, query);
	async function claimsOfIdToken(party: OidcParty, attempt: OidcAttempt, query: string) {
		const configuration = await configurationOf(party);
		const tokens = await authorizationCodeGrant(configuration, returned(attempt, query), {
			...{ expectedState: attempt.state, expectedNonce: attempt.nonce },
			...{ pkceCodeVerifier: attempt.verifier, idTokenExpected: true },
		});
		const said = { ...tokens.claims() };
		if (!configuration.serverMetadata().userinfo_endpoint) return said;
		const more = await fetchUserInfo(configuration, tokens.access_token, String(said['sub']));
		return { ...said, ...more };
	}
	async function claimsWithoutIdToken(party: OidcParty, attempt: OidcAttempt, query: string) {
		const configuration = await configurationOf(party);
		const tokens = await authorizationCodeGrant(configuration, returned(attempt, query), {
			...{ expectedState: attempt.state, pkceCodeVerifier: attempt.verifier },
		});
		return githubClaims(configuration, github, tokens.access_token);
	}

	return {
		authorize: (party, attempt) =>
			orFailure(async () => {
				const address = buildAuthorizationUrl(await configurationOf(party), {
					...{ redirect_uri: attempt.redirectUri, scope: party.scopes.join(' ') },
					...{ state: attempt.state, ...(party.kind === 'openid' && { nonce: attempt.nonce }) },
					code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
					code_challenge_method: 'S256',
				});
				if (!/^https?:$/.test(address.protocol)) throw new TypeError('no web address');
				return address.href;
			}),
		claims: (party, attempt, query) => orFailure<Claims>(() => claimsOf(party, attempt, query)),
		logout: (party, returnTo) =>
			orFailure(async () => {
				const configuration = await configurationOf(party);
				if (!configuration.serverMetadata().end_session_endpoint) return null;
				return buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
			}),
	};
}

const returned = ({ redirectUri }: OidcAttempt, query: string) =>
	new URL(`${redirectUri}?${query}`);

/** The secret goes into the body where the provider takes it there, else into the header that all must take. */
function authenticatedBy(secret: string): ClientAuth {
	return (server, ...rest) => {
		const methods = server.token_endpoint_auth_methods_supported ?? [];
		const inBody = methods.includes('client_secret_post');
		return (inBody ? ClientSecretPost(secret) : ClientSecretBasic(secret))(server, ...rest);
	};
}

async function orFailure<T>(run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (error) {
		throw providerFailure(error);
	}
}
