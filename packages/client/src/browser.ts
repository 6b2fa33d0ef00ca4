import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';
import { wire } from '@kith/kernel/wire';
import type { CommunityApi, PlatformApi } from '@kith/domains';
import { tellingOfFactor } from './factor-link.ts';

const link = (url: string) => httpBatchLink({ url, transformer: wire, maxItems: 10 });

/** The procedures of the community on this address. */
export function createCommunityClient(): TRPCClient<CommunityApi> {
	return createTRPCClient<CommunityApi>({ links: [tellingOfFactor(), link('/api/trpc')] });
}

/** The procedures of the platform, on the studio's address. */
export function createPlatformClient(): TRPCClient<PlatformApi> {
	return createTRPCClient<PlatformApi>({ links: [tellingOfFactor(), link('/api/trpc')] });
}

/** The procedures of one community, for its staff in the studio. */
export function createStudioClient(communityId: string): TRPCClient<CommunityApi> {
	return createTRPCClient<CommunityApi>({
		links: [tellingOfFactor(), link(`/api/communities/${encodeURIComponent(communityId)}/trpc`)],
	});
}
