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
import type { Oidc, OidcAnswer, OidcAttempt, OidcParty, OidcSigner } from './oidc.ts';
import { readKeys } from './read-keys.ts';
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
	const signers = new LRUCache<string, Promise<OidcSigner>>({ max: 500, ttl: 600_000 });

	const answerOf = (party: OidcParty, attempt: OidcAttempt, query: string) =>
		party.kind === 'github'
			? answerWithoutIdToken(party, attempt, query)
			: answerOfIdToken(party, attempt, query);
	async function answerOfIdToken(
		party: OidcParty,
		attempt: OidcAttempt,
		query: string,
	): Promise<OidcAnswer> {
		const configuration = await configurationOf(party);
		const tokens = await authorizationCodeGrant(configuration, returned(attempt, query), {
			...{ expectedState: attempt.state, expectedNonce: attempt.nonce },
			...{ pkceCodeVerifier: attempt.verifier, idTokenExpected: true },
		});
		const said = { ...tokens.claims() };
		const sid = typeof said['sid'] === 'string' ? said['sid'] : null;
		const signed = { idToken: tokens.id_token ?? null, sid };
		if (!configuration.serverMetadata().userinfo_endpoint) return { ...signed, claims: said };
		const more = await fetchUserInfo(configuration, tokens.access_token, String(said['sub']));
		return { ...signed, claims: { ...said, ...more } };
	}
	async function answerWithoutIdToken(
		party: OidcParty,
		attempt: OidcAttempt,
		query: string,
	): Promise<OidcAnswer> {
		const configuration = await configurationOf(party);
		const tokens = await authorizationCodeGrant(configuration, returned(attempt, query), {
			...{ expectedState: attempt.state, pkceCodeVerifier: attempt.verifier },
		});
		const claims = await githubClaims(configuration, github, tokens.access_token);
		return { claims, idToken: null, sid: null };
	}
	async function askSigner(party: OidcParty): Promise<OidcSigner> {
		const { issuer, jwks_uri: address } = (await configurationOf(party)).serverMetadata();
		return { issuer, keys: await readKeys(fetch, address ?? '') };
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
		answer: (party, attempt, query) => orFailure(() => answerOf(party, attempt, query)),
		logout: (party, { returnTo, idToken }) =>
			orFailure(async () => {
				const configuration = await configurationOf(party);
				if (!configuration.serverMetadata().end_session_endpoint) return null;
				return buildEndSessionUrl(configuration, {
					...{ post_logout_redirect_uri: returnTo, ...(idToken && { id_token_hint: idToken }) },
				}).href;
			}),
		signer: (party, { fresh } = { fresh: false }) =>
			orFailure(async () => {
				const key = JSON.stringify(party);
				const found = (fresh ? undefined : signers.get(key)) ?? askSigner(party);
				signers.set(key, found);
				found.catch(() => signers.delete(key));
				return found;
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
