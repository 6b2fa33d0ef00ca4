import { createHash } from 'node:crypto';
import type { CancelEmailResponseSuccess, UpdateEmailResponseSuccess } from 'resend';
import * as z from 'zod';
import type { Clock } from '@kith/kernel/clock';
import type { Account } from './account.ts';
import type { KeptMail, MailArchive } from './mail-archive.ts';
import type { PostOffice } from './post-office.ts';
import { acceptBatch, acceptOne, type Accepted } from './stand-in-send.ts';
import { listMail, showMail } from './stand-in-show.ts';
import { bodyIn, found, pageOf, parseJson, type Call, type Route } from './stand-in-route.ts';
import { bareAddress, scheduledFor } from './wire-mail.ts';
import { WireError } from './wire-error.ts';

type Deps = { archive: MailArchive; account: Account; office: PostOffice; clock: Clock };

const Update = z.object({ scheduled_at: z.string() });

/** What is done with mails: sent, alone or as a batch, looked at, put off and called off. */
export function emailRoutes({ archive, account, office, clock }: Deps): readonly Route[] {
	const send = once({ archive, account, office, clock });
	const mailOf = async (id: string) => found(await archive.mails(), id, 'Email');
	const scheduled = async (id: string): Promise<KeptMail> => {
		const mail = await mailOf(id);
		if (mail.events.at(-1)?.type === 'scheduled') return mail;
		throw new WireError('validation_error', 'Only scheduled emails can be changed.');
	};
	return [
		{ method: 'POST', path: '/emails', isSending: true, run: (call) => send(call, acceptOne) },
		{
			...{ method: 'POST', path: '/emails/batch', isSending: true },
			run: (call) => send(call, acceptBatch),
		},
		{
			...{ method: 'GET', path: '/emails' },
			async run(call) {
				const { items, hasMore } = pageOf(call, await archive.mails());
				return { object: 'list', has_more: hasMore, data: items.map(listMail) };
			},
		},
		{ method: 'GET', path: '/emails/:id', run: async ({ id }) => showMail(await mailOf(id)) },
		{
			...{ method: 'PATCH', path: '/emails/:id' },
			async run(call): Promise<UpdateEmailResponseSuccess> {
				const { id } = await scheduled(call.id);
				const { scheduled_at: wish } = await bodyIn(call, Update);
				const at = scheduledFor(wish, clock.now()).toISOString();
				await archive.change([id], (mail) => void (mail.scheduled_at = at));
				return { object: 'email', id };
			},
		},
		{
			...{ method: 'POST', path: '/emails/:id/cancel' },
			async run(call): Promise<CancelEmailResponseSuccess> {
				const { id } = await scheduled(call.id);
				await office.happen(new Map([[id, [{ type: 'canceled' }]]]));
				return { object: 'email', id };
			},
		},
	];
}

type Accept = (body: unknown, request: Request, now: Date) => Accepted;

/** Answers a repeated request with the first answer, and sends the mails of any other. */
function once({ archive, account, office, clock }: Deps) {
	const running = new Set<string>();
	return async (call: Call, accept: Accept): Promise<object> => {
		const key = keyOf(call.request);
		if (key !== null && running.has(key))
			throw new WireError(
				'concurrent_idempotent_requests',
				'Same idempotency key used while original request is still in progress.',
			);
		if (key !== null) running.add(key);
		try {
			const text = await call.request.text();
			const accepted = accept(parseJson(text), call.request, clock.now());
			await mayComeFrom(account, call, accepted);
			const bodyHash = createHash('sha256').update(accepted.kind).update(text).digest('hex');
			const earlier = key === null ? undefined : await archive.byKey(key);
			if (earlier !== undefined && earlier.bodyHash !== bodyHash)
				throw new WireError(
					'invalid_idempotent_request',
					'Same idempotency key used with a different request payload.',
				);
			if (earlier) return accepted.answer(earlier.ids);
			const added = await archive.add(key, bodyHash, accepted.mails);
			await office.take(added.mails);
			return accepted.answer(added.ids);
		} finally {
			if (key !== null) running.delete(key);
		}
	};
}

function keyOf(request: Request): string | null {
	const key = request.headers.get('idempotency-key');
	if (key !== null && (key.length < 1 || key.length > 256))
		throw new WireError('invalid_idempotency_key', 'The key must be between 1-256 chars.');
	return key;
}

/**
 * A domain that was registered here must be verified, and a key that is bound to one sends from no other. A domain that
 * nobody registered passes, which Resend would refuse: mail works here before anything is set up.
 */
async function mayComeFrom(account: Account, { domainId }: Call, { mails }: Accepted) {
	const domains = await account.all('domains');
	for (const { from } of mails) {
		const name = bareAddress(from).split('@')[1] ?? '';
		const domain = domains.find((one) => one.name === name);
		if (domain && domain.status !== 'verified')
			throw new WireError('unverified_domain', `The ${name} domain is not verified.`);
		if (domainId !== null && domain?.id !== domainId)
			throw new WireError('restricted_api_key', `This API key may not send from ${name}.`);
	}
}
