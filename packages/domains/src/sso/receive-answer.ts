import { AppError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { hashToken, newToken } from '@kith/kernel/ids';
import { seal, unseal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { keepShortly } from '../identity/index.ts';
import { requestIdOf } from './attempt.ts';
import { addressesOf, connectionById } from './connections.ts';
import { limitSenders } from './limit-senders.ts';
import { samlParty } from './parties.ts';
import type { SamlPerson } from '../ports.ts';

export const TICKET_SEAL = 'sso ticket';
const TICKET_SECONDS = 120;
const REFUSED = 'saml.refused';

/** Under which name an answer is kept: its ticket is worth nothing to another try. */
export const ticketName = (state: string, ticket: string) =>
	`sso-ticket:${hashToken(`${state} ${ticket}`)}`;

/**
 * Takes what a provider has a browser post to us and says where that browser goes next: a post from another site
 * brings none of our cookies, so that only the next step can tell whose try it is, and whether it is a test. The answer
 * is read here, and kept for that step; why it is refused goes there, too. Throws `sso.not_found` where nothing is posted.
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
	const asked = { response: form.get('SAMLResponse') ?? '', requestId: requestIdOf(state) };
	const said = await ctx.services.saml
		.person(samlParty(ctx, connection, source), asked)
		.catch((error: unknown) => sealedRefusal(ctx, state, error));
	const brought = 'refusal' in said ? said : { ticket: await keepAnswer(ctx, state, said) };
	return { url: `${callbackUrl}?${new URLSearchParams({ state, ...brought }).toString()}` };
}

async function keepAnswer(ctx: CommunityContext, state: string, said: SamlPerson): Promise<string> {
	const { assertionId, attributes, ...session } = said;
	const { nameId } = session;
	const ticket = newToken();
	const value = JSON.stringify({ assertionId, claims: { ...attributes, nameId }, session });
	await keepShortly(ctx, ticketName(state, ticket), {
		...{ value: seal(ctx.services.secret, TICKET_SEAL, value), seconds: TICKET_SECONDS },
	});
	return ticket;
}

const refusalSeal = (state: string) => `sso refusal ${hashToken(state)}`;

/** Kept in the address and not by us: anybody may post what is refused. */
function sealedRefusal(ctx: CommunityContext, state: string, error: unknown): { refusal: string } {
	if (!(error instanceof AppError) || error.code !== REFUSED) throw error;
	return { refusal: seal(ctx.services.secret, refusalSeal(state), JSON.stringify(error.details)) };
}

/** The refusal that an answer to this try met with. */
export function refusalIn(ctx: CommunityContext, state: string, refusal: string): InvalidError {
	try {
		const details = unseal(ctx.services.secret, refusalSeal(state), refusal);
		return new InvalidError(REFUSED, JSON.parse(details) as AppError['details']);
	} catch (cause) {
		return new InvalidError('sso.attempt_gone', {}, { cause });
	}
}
