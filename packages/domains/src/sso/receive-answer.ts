import { NotFoundError } from '@kith/kernel/errors';
import { hashToken, newToken } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { keepShortly } from '../identity/index.ts';
import { requestIdOf } from './attempt.ts';
import { addressesOf, connectionById } from './connections.ts';
import { limitSenders } from './limit-senders.ts';
import { samlParty } from './parties.ts';

export const TICKET_SEAL = 'sso ticket';
const TICKET_SECONDS = 120;

/** Under which name an answer is kept: its ticket is worth nothing to another try. */
export const ticketName = (state: string, ticket: string) =>
	`sso-ticket:${hashToken(`${state} ${ticket}`)}`;

/**
 * Takes what a provider has a browser post to us and says where that browser goes next: a post from another site
 * brings none of our cookies, so that only the next step can tell whose try it is. The answer is read here, and kept
 * for that step. Throws `sso.not_found` where nothing is posted, and `saml.refused`.
 */
// authorize: the signature is the proof; nobody is signed in by it yet.
export async function receiveAnswer(
	ctx: CommunityContext,
	{ connectionId, form }: { connectionId: string; form: URLSearchParams },
): Promise<{ url: string }> {
	await limitSenders(ctx, 'sso answer');
	const connection = connectionById(ctx.snapshot, connectionId);
	const { callbackUrl } = addressesOf(ctx, connectionId);
	const { source } = connection;
	if (source.kind !== 'saml') throw new NotFoundError('sso.not_found');
	const state = form.get('RelayState') ?? '';
	const { nameId, assertionId, attributes } = await ctx.services.saml.person(
		samlParty(ctx, connection, source),
		{ response: form.get('SAMLResponse') ?? '', requestId: requestIdOf(state) },
	);
	const ticket = newToken();
	const value = JSON.stringify({ assertionId, claims: { ...attributes, nameId } });
	await keepShortly(ctx, ticketName(state, ticket), {
		...{ value: seal(ctx.services.secret, TICKET_SEAL, value), seconds: TICKET_SECONDS },
	});
	return { url: `${callbackUrl}?${new URLSearchParams({ state, ticket }).toString()}` };
}
