import { Configuration, customFetch, fetchProtectedResource } from 'openid-client';
import { InvalidError } from '@kith/kernel/errors';
import type { GuardedFetch } from '../web/index.ts';
import type { Claims, OidcParty } from './oidc.ts';

export type GithubPlaces = { web: string; api: string };

export const GITHUB: GithubPlaces = { web: 'https://github.com', api: 'https://api.github.com' };

/** GitHub has no discovery, no ID token, and a shape of its own for who somebody is. */
export function githubConfiguration(
	{ clientId, clientSecret }: OidcParty,
	{ web }: GithubPlaces,
	fetch: GuardedFetch,
): Configuration {
	const configuration = new Configuration(
		{
			issuer: web,
			authorization_endpoint: `${web}/login/oauth/authorize`,
			token_endpoint: `${web}/login/oauth/access_token`,
		},
		clientId,
		clientSecret,
	);
	configuration[customFetch] = fetch as never;
	return configuration;
}

/** The account, and the address of it that GitHub itself calls primary. */
export async function githubClaims(
	configuration: Configuration,
	{ api }: GithubPlaces,
	accessToken: string,
): Promise<Claims> {
	const get = (path: string) => read(configuration, accessToken, new URL(path, api));
	const [user, emails] = [await get('/user'), await get('/user/emails')];
	const { id, login, name } = user as { id?: number; login?: string; name?: string | null };
	if (!id || !login || !Array.isArray(emails))
		throw new InvalidError('oidc.refused', { reason: 'userinfo' });
	const primary = (emails as { email: string; primary: boolean; verified: boolean }[]).find(
		(one) => one.primary,
	);
	return {
		...{ sub: String(id), preferred_username: login, name: name ?? login },
		...(primary && { email: primary.email, email_verified: primary.verified }),
	};
}

async function read(configuration: Configuration, token: string, url: URL): Promise<unknown> {
	const headers = new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'Kith' });
	const answer = await fetchProtectedResource(
		...([configuration, token, url, 'GET', undefined, headers] as const),
	);
	if (answer.status !== 200) throw new InvalidError('oidc.refused', { reason: 'userinfo' });
	return answer.json();
}
