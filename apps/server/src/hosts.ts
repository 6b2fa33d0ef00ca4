import type { IncomingMessage } from 'node:http';
import type { CommunityIdentity } from '@kith/domains/communities';
import type { Services } from '@kith/domains/context';

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export type Addressee =
	| { kind: 'platform' }
	| { kind: 'community'; community: CommunityIdentity }
	/** There is one, and it is closed: it is deleted in some days, or opened again. */
	| { kind: 'closed'; community: CommunityIdentity };

/**
 * Whom a request is for, by its Host header alone; null for an unknown or malformed one, which gets an answer that
 * says nothing. Forwarded hosts are never read.
 */
export async function addresseeOf(
	services: Services,
	request: IncomingMessage,
): Promise<Addressee | null> {
	const host = hostname(request.headers.host);
	if (!host) return null;
	const platform = new URL(services.platformOrigin).hostname;
	if (host === platform) return { kind: 'platform' };
	if (!host.endsWith(`.${platform}`)) return null;
	const slug = host.slice(0, -platform.length - 1);
	if (!LABEL.test(slug)) return null;
	const community = await services.directory.bySlug(slug);
	if (!community) return null;
	return { kind: community.status === 'deleting' ? 'closed' : 'community', community };
}

/** The bare name in a Host header: lower case, no port; null for anything that is not a plain host and port. */
function hostname(header: string | undefined): string | null {
	const match = /^([a-z0-9.-]{1,253})(?::\d{1,5})?$/i.exec(header ?? '');
	return match?.[1]?.toLowerCase() ?? null;
}
