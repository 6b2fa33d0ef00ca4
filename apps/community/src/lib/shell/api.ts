import type { createCommunityClient } from '@kith/client/browser';

let client: Promise<ReturnType<typeof createCommunityClient>> | undefined;

/** The community's procedures. Pages are read without them: they are loaded with the first thing that is done. */
export function api(): Promise<ReturnType<typeof createCommunityClient>> {
	client ??= import('@kith/client/browser').then((module) => module.createCommunityClient());
	// Offline now is no reason to stay without them.
	client.catch(() => (client = undefined));
	return client;
}
