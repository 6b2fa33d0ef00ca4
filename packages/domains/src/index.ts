import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { Consumer, Domain, Job, VendorHandler } from './domain.ts';
import { registry } from './registry.ts';
import {
	communityRouter,
	createCommunityCaller,
	createPlatformCaller,
	platformRouter,
} from './trpc.ts';

type Registry = typeof registry;
type Routers<Key extends 'router' | 'platformRouter'> = {
	[
		Name in keyof Registry as Registry[Name] extends Record<Key, object> ? Name : never
	]: Registry[Name] extends Record<Key, infer Router> ? Router : never;
};

const domains: readonly (readonly [string, Domain])[] = Object.entries(registry);

function routersOf<Key extends 'router' | 'platformRouter'>(key: Key): Routers<Key> {
	const found = domains.flatMap(([name, domain]) => (domain[key] ? [[name, domain[key]]] : []));
	return Object.fromEntries(found) as Routers<Key>;
}

/** Everything a community answers, on its own address and to its staff in the studio. */
export const communityApi = communityRouter(routersOf('router'));
/** Everything the platform answers, on the studio's address. */
export const platformApi = platformRouter(routersOf('platformRouter'));
export const communityCaller = createCommunityCaller(communityApi);
export const platformCaller = createPlatformCaller(platformApi);

/** Every background task by name. */
export const jobs: ReadonlyMap<string, Job> = new Map(
	domains.flatMap(([, domain]) => Object.entries(domain.jobs ?? {})),
);
/** Everything that listens to events, by name. */
export const consumers: ReadonlyMap<string, Consumer> = new Map(
	domains.flatMap(([, domain]) => Object.entries(domain.consumers ?? {})),
);
/** What handles the events of a vendor, by its name: every domain that listens to it, one after the other. */
export const vendorHandlers: ReadonlyMap<string, VendorHandler> = listeners();

function listeners(): Map<string, VendorHandler> {
	const told = domains.flatMap(([, domain]) => Object.entries(domain.vendors ?? {}));
	const byVendor = Map.groupBy(told, ([vendor]) => vendor);
	return new Map(
		[...byVendor].map(([vendor, entries]) => [
			vendor,
			async (services, event) => {
				for (const [, handle] of entries) await handle(services, event);
			},
		]),
	);
}

export type CommunityApi = typeof communityApi;
export type PlatformApi = typeof platformApi;
export type CommunityCaller = ReturnType<typeof communityCaller>;
export type PlatformCaller = ReturnType<typeof platformCaller>;
export type CommunityOutputs = inferRouterOutputs<CommunityApi>;
export type CommunityInputs = inferRouterInputs<CommunityApi>;
export type PlatformOutputs = inferRouterOutputs<PlatformApi>;
