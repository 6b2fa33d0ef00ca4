import { InvalidError } from '@kith/kernel/errors';
import { unseal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { takeKept } from '../identity/index.ts';
import { requestIdOf, useOnce, type Attempt } from './attempt.ts';
import { addressesOf } from './connections.ts';
import { oidcAttempt, oidcParty, samlParty } from './parties.ts';
import { readToken } from './read-token.ts';
import { refusalIn, ticketName, TICKET_SEAL } from './receive-answer.ts';
import type { SamlSession } from '../ports.ts';
import { NO_BOND, type Bond } from './bond.ts';
import type { Connection } from './sso.schema.ts';

/** Where the browser goes to be vouched for. */
// authorize: anyone may ask to sign in.
export async function addressToAsk(
	ctx: CommunityContext,
	connection: Connection,
	attempt: Attempt,
): Promise<string> {
	const { source } = connection;
	if (source.kind === 'saml')
		return ctx.services.saml.authorize(samlParty(ctx, connection, source), {
			...{ requestId: requestIdOf(attempt.state), state: attempt.state },
		});
	if (source.kind !== 'token')
		return ctx.services.oidc.authorize(
			oidcParty(ctx, connection, source),
			oidcAttempt(ctx, attempt),
		);
	const address = new URL(source.loginUrl);
	const { callbackUrl } = addressesOf(ctx, connection.id);
	address.searchParams.set('nonce', attempt.nonce);
	address.searchParams.set('return_to', `${callbackUrl}?state=${attempt.state}`);
	return address.href;
}

/** What a provider said of somebody, and by what their session there is known. */
export type Said = { claims: Readonly<Record<string, unknown>>; bond: Bond };

/** What the provider says of the person whom this query brought back. */
// authorize: the provider's signature, or its answer to our own question, is the proof.
export async function answerIn(
	ctx: CommunityContext,
	connection: Connection,
	{ attempt, query }: { attempt: Attempt; query: string },
): Promise<Said> {
	const { source } = connection;
	const given = new URLSearchParams(query);
	const refusal = given.get('refusal');
	if (source.kind === 'saml' && refusal !== null) throw refusalIn(ctx, attempt.state, refusal);
	if (source.kind === 'saml') return answerOfTicket(ctx, attempt, given.get('ticket') ?? '');
	if (source.kind === 'token')
		return {
			claims: await readToken(ctx, connection, {
				...{ source, attempt, token: given.get('token') ?? '' },
			}),
			bond: NO_BOND,
		};
	const party = oidcParty(ctx, connection, source);
	const { claims, ...bond } = await ctx.services.oidc.answer(
		party,
		oidcAttempt(ctx, attempt),
		query,
	);
	return { claims, bond: { ...NO_BOND, ...bond } };
}

async function answerOfTicket(
	ctx: CommunityContext,
	attempt: Attempt,
	ticket: string,
): Promise<Said> {
	const kept = await takeKept(ctx, ticketName(attempt.state, ticket));
	if (kept === null) throw new InvalidError('sso.attempt_gone');
	const { assertionId, claims, session } = JSON.parse(
		unseal(ctx.services.secret, TICKET_SEAL, kept),
	) as { assertionId: string; claims: Record<string, unknown>; session: SamlSession };
	await useOnce(ctx, `assertion ${attempt.connectionId} ${assertionId}`);
	return { claims, bond: { ...NO_BOND, saml: session } };
}
