import type {
	CreateDomainResponseSuccess,
	Domain,
	DomainRecords,
	GetDomainResponseSuccess,
	RemoveDomainsResponseSuccess,
	VerifyDomainsResponseSuccess,
} from 'resend';
import * as z from 'zod';
import type { Clock } from '@kith/kernel/clock';
import type { Account, KeptDomain } from './account.ts';
import { bodyIn, found, pageOf, type Route } from './stand-in-route.ts';
import type { WebhookSender } from './webhook-sender.ts';
import { WireError } from './wire-error.ts';

const REGIONS = ['us-east-1', 'eu-west-1', 'sa-east-1', 'ap-northeast-1'] as const;
const Create = z.object({
	name: z
		.string()
		.toLowerCase()
		.regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/),
	region: z.enum(REGIONS).default('us-east-1'),
});

/** What the DNS says of a domain: all records, none, or only some. */
export type DnsState = 'set' | 'missing' | 'partial';

type Deps = { account: Account; sender: WebhookSender; clock: Clock };

/** Domains to send from: registered, their records shown, checked, and taken away. */
export function domainRoutes({ account, sender, clock }: Deps): readonly Route[] {
	const tell = (type: string, domain: KeptDomain) =>
		sender.tell(type, { ...show(domain), records: recordsOf(domain) }, clock.now());
	const domainOf = async (id: string) => found(await account.all('domains'), id, 'Domain');
	return [
		{
			...{ method: 'POST', path: '/domains' },
			async run(call): Promise<CreateDomainResponseSuccess> {
				const wish = await bodyIn(call, Create);
				if ((await account.all('domains')).some(({ name }) => name === wish.name))
					throw new WireError('unverified_domain', 'The domain has been registered already.');
				const createdAt = clock.now().toISOString();
				const domain = await account.add('domains', { ...wish, createdAt, status: 'not_started' });
				await tell('domain.created', domain);
				return { ...show(domain), records: recordsOf(domain) };
			},
		},
		{
			...{ method: 'GET', path: '/domains' },
			async run(call) {
				const newest = (await account.all('domains')).toReversed();
				const { items, hasMore } = pageOf(call, newest);
				return { object: 'list', has_more: hasMore, data: items.map(show) };
			},
		},
		{
			...{ method: 'GET', path: '/domains/:id' },
			async run({ id }): Promise<GetDomainResponseSuccess> {
				const domain = await domainOf(id);
				return { object: 'domain', ...show(domain), records: recordsOf(domain) };
			},
		},
		{
			...{ method: 'POST', path: '/domains/:id/verify' },
			async run({ id }): Promise<VerifyDomainsResponseSuccess> {
				await account.change(await domainOf(id), { status: 'pending' });
				return { object: 'domain', id };
			},
		},
		{
			...{ method: 'DELETE', path: '/domains/:id' },
			async run({ id }): Promise<RemoveDomainsResponseSuccess> {
				const domain = await domainOf(id);
				await account.remove('domains', id);
				await tell('domain.deleted', domain);
				return { object: 'domain', id, deleted: true };
			},
		},
	];
}

const OUTCOME = { set: 'verified', missing: 'failed', partial: 'partially_verified' } as const;

/** Looks at the DNS for every domain that waits for it. */
export async function checkDomains(
	{ account, sender, clock }: Deps,
	dns: ReadonlyMap<string, DnsState>,
): Promise<void> {
	for (const domain of await account.all('domains')) {
		if (domain.status !== 'pending') continue;
		await account.change(domain, { status: OUTCOME[dns.get(domain.name) ?? 'set'] });
		const data = { ...show(domain), records: recordsOf(domain) };
		await sender.tell('domain.updated', data, clock.now());
	}
}

const show = ({ id, name, status, region, createdAt }: KeptDomain): Domain => ({
	...{ id, name, status, created_at: createdAt },
	region: region as Domain['region'],
	capabilities: { sending: 'enabled', receiving: 'disabled' },
});

/** The records that prove a domain; where only some are found, it is the key for signatures. */
function recordsOf({ name, region, status, id }: KeptDomain): DomainRecords[] {
	const isPartial = status === 'partially_verified';
	const dkim = isPartial ? 'verified' : status;
	const spf = isPartial ? 'pending' : status;
	const key = Buffer.from(`the local stand-in's key for ${id}`).toString('base64');
	return [
		{
			...{ record: 'SPF', name: 'send', type: 'MX', ttl: 'Auto', status: spf, priority: 10 },
			value: `feedback-smtp.${region}.amazonses.com`,
		},
		{
			...{ record: 'SPF', name: 'send', type: 'TXT', ttl: 'Auto', status: spf },
			value: 'v=spf1 include:amazonses.com ~all',
		},
		{
			...{ record: 'DKIM', name: `resend._domainkey.${name}`, type: 'TXT', ttl: 'Auto' },
			...{ status: dkim, value: `p=${key}` },
		},
	];
}
