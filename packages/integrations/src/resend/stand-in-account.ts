import { randomBytes } from 'node:crypto';
import type {
	CreateApiKeyResponseSuccess,
	CreateWebhookResponseSuccess,
	GetSuppressionResponseSuccess,
	GetWebhookResponseSuccess,
} from 'resend';
import * as z from 'zod';
import type { Clock } from '@kith/kernel/clock';
import type { Account, KeptEndpoint, KeptSuppression } from './account.ts';
import { bodyIn, found, pageOf, type Route } from './stand-in-route.ts';
import { bareAddress } from './wire-mail.ts';
import { WireError } from './wire-error.ts';

type Deps = { account: Account; clock: Clock };

const NewKey = z.object({
	name: z.string().min(1).max(50),
	permission: z.enum(['full_access', 'sending_access']).default('full_access'),
	domain_id: z.string().nullish(),
});

/** Keys to the API: the token is shown once. */
export function keyRoutes({ account, clock }: Deps): readonly Route[] {
	return [
		{
			...{ method: 'POST', path: '/api-keys' },
			async run(call): Promise<CreateApiKeyResponseSuccess> {
				const { name, permission, domain_id: domainId = null } = await bodyIn(call, NewKey);
				if (domainId !== null) found(await account.all('domains'), domainId, 'Domain');
				const token = `re_${randomBytes(24).toString('hex')}`;
				const { id } = await account.add('keys', {
					...{ name, token, permission, domainId, lastUsedAt: null },
					createdAt: clock.now().toISOString(),
				});
				return { id, token };
			},
		},
		{
			...{ method: 'GET', path: '/api-keys' },
			async run(call) {
				const { items, hasMore } = pageOf(call, (await account.all('keys')).toReversed());
				const data = items.map(({ id, name, createdAt, lastUsedAt }) => ({
					...{ id, name, created_at: createdAt, last_used_at: lastUsedAt },
				}));
				return { object: 'list', has_more: hasMore, data };
			},
		},
		{
			...{ method: 'DELETE', path: '/api-keys/:id' },
			async run({ id }) {
				found(await account.all('keys'), id, 'API key');
				await account.remove('keys', id);
				return { object: 'api_key', id, deleted: true };
			},
		},
	];
}

const Address = z.url({ protocol: /^https?$/ });
const NewEndpoint = z.object({ endpoint: Address, events: z.array(z.string()).min(1) });
const Endpoint = z.object({
	endpoint: Address.optional(),
	events: z.array(z.string()).min(1).optional(),
	status: z.enum(['enabled', 'disabled']).optional(),
});

/** Where events are told. */
export function webhookRoutes({ account, clock }: Deps): readonly Route[] {
	const endpointOf = async (id: string) => found(await account.all('endpoints'), id, 'Webhook');
	return [
		{
			...{ method: 'POST', path: '/webhooks' },
			async run(call): Promise<CreateWebhookResponseSuccess> {
				const { id, secret } = await account.add('endpoints', {
					...(await bodyIn(call, NewEndpoint)),
					...{ createdAt: clock.now().toISOString(), status: 'enabled' },
					secret: `whsec_${randomBytes(24).toString('base64')}`,
				});
				return { object: 'webhook', id, signing_secret: secret };
			},
		},
		{
			...{ method: 'GET', path: '/webhooks' },
			async run(call) {
				const { items, hasMore } = pageOf(call, (await account.all('endpoints')).toReversed());
				return { object: 'list', has_more: hasMore, data: items.map(showEndpoint) };
			},
		},
		{
			...{ method: 'GET', path: '/webhooks/:id' },
			async run({ id }): Promise<GetWebhookResponseSuccess> {
				const endpoint = await endpointOf(id);
				const shown = showEndpoint(endpoint) as GetWebhookResponseSuccess;
				return { ...shown, object: 'webhook', signing_secret: endpoint.secret };
			},
		},
		{
			...{ method: 'PATCH', path: '/webhooks/:id' },
			async run(call) {
				const endpoint = await endpointOf(call.id);
				await account.change<KeptEndpoint>(endpoint, given(await bodyIn(call, Endpoint)));
				return { object: 'webhook', id: endpoint.id };
			},
		},
		{
			...{ method: 'DELETE', path: '/webhooks/:id' },
			async run({ id }) {
				await endpointOf(id);
				await account.remove('endpoints', id);
				return { object: 'webhook', id, deleted: true };
			},
		},
	];
}

const showEndpoint = ({ id, endpoint, createdAt, status, events }: KeptEndpoint) => ({
	...{ id, endpoint, created_at: createdAt, status, events },
});

/** What of a change was said at all. */
const given = (change: z.output<typeof Endpoint>): Partial<KeptEndpoint> => ({
	...(change.endpoint !== undefined && { endpoint: change.endpoint }),
	...(change.events !== undefined && { events: change.events }),
	...(change.status !== undefined && { status: change.status }),
});

/** Addresses that get no mail; they are asked for by id or by themselves. */
export function suppressionRoutes({ account, clock }: Deps): readonly Route[] {
	const entryOf = async (idOrEmail: string) => {
		const wanted = decodeURIComponent(idOrEmail).toLowerCase();
		const all = await account.all('suppressions');
		const entry = all.find(({ id, email }) => id === wanted || email === wanted);
		if (!entry) throw new WireError('not_found', 'Suppression not found');
		return entry;
	};
	return [
		{
			...{ method: 'POST', path: '/suppressions' },
			async run(call) {
				const email = bareAddress((await bodyIn(call, z.object({ email: z.email() }))).email);
				const known = (await account.all('suppressions')).find((one) => one.email === email);
				const entry = { email, origin: 'manual', sourceId: null } as const;
				const createdAt = clock.now().toISOString();
				const { id } = known ?? (await account.add('suppressions', { ...entry, createdAt }));
				return { object: 'suppression', id };
			},
		},
		{
			...{ method: 'GET', path: '/suppressions' },
			async run(call) {
				const origin = call.url.searchParams.get('origin');
				const all = (await account.all('suppressions')).toReversed();
				const wanted = all.filter((one) => origin === null || one.origin === origin);
				const { items, hasMore } = pageOf(call, wanted);
				return { object: 'list', has_more: hasMore, data: items.map(showEntry) };
			},
		},
		{
			...{ method: 'GET', path: '/suppressions/:id' },
			run: async ({ id }) => showEntry(await entryOf(id)),
		},
		{
			...{ method: 'DELETE', path: '/suppressions/:id' },
			async run(call) {
				const { id } = await entryOf(call.id);
				await account.remove('suppressions', id);
				return { object: 'suppression', id, deleted: true };
			},
		},
	];
}

const showEntry = (entry: KeptSuppression): GetSuppressionResponseSuccess => ({
	...{ object: 'suppression', id: entry.id, email: entry.email, origin: entry.origin },
	...{ source_id: entry.sourceId, created_at: entry.createdAt },
});
