import { ConflictError, InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { settingTarget } from '../communities/index.ts';
import { deleteAccountsOf } from '../identity/index.ts';
import { checkRules, checkSource, needsSecret } from './check-connection.ts';
import { providerIdOf, sealSecret, viewOf } from './connections.ts';
import {
	Connections,
	MOST_CONNECTIONS,
	SSO,
	type Connection,
	type ConnectionView,
	type CreateConnection,
	type Source,
	type SwitchConnection,
	type UpdateConnection,
} from './sso.schema.ts';
import { keepConnection, startSetting, storedConnections } from './sso.queries.ts';

/**
 * Adds a connection that is not open yet, so that it can be tried first. A second call with the same id changes
 * nothing. Throws `sso.too_many`, `sso.secret_missing`, and what `checkSource` and `checkRules` throw.
 */
export async function createConnection(
	ctx: CommunityContext,
	{ secret, ...fields }: CreateConnection,
): Promise<ConnectionView> {
	ctx.authorize('administer', 'Connection');
	checkSource(ctx, fields.source, secret);
	await checkRules(ctx, fields.rules);
	const isKept = needsSecret(fields.source);
	if (isKept && secret === null) throw new InvalidError('sso.secret_missing');
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		const known = await lockConnections(tx, now);
		const before = known[fields.id];
		if (before) return viewOf(ctx, before);
		if (Object.keys(known).length >= MOST_CONNECTIONS)
			throw new LimitReachedError('sso.too_many', { limit: MOST_CONNECTIONS });
		return save(ctx, tx, {
			...{ ...fields, version: 1, isEnabled: false, isOnly: false },
			sealedSecret: isKept && secret !== null ? sealSecret(ctx, fields.id, secret) : null,
			createdAt: now.toISOString(),
		});
	});
}

/**
 * Changes a connection. Where another party vouches from now on, nobody stays linked: who has an address that is
 * answered for is linked anew at their next sign-in. Throws `sso.not_found`, `sso.changed_meanwhile`,
 * `sso.kind_stays`, and what `createConnection` throws.
 */
export async function updateConnection(
	ctx: CommunityContext,
	{ connectionId, version, secret, ...fields }: UpdateConnection,
): Promise<ConnectionView> {
	ctx.authorize('administer', 'Connection');
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		const before = (await lockConnections(tx, now))[connectionId];
		if (!before) throw new NotFoundError('sso.not_found');
		if (before.version !== version) throw new ConflictError('sso.changed_meanwhile');
		if (before.source.kind !== fields.source.kind) throw new InvalidError('sso.kind_stays');
		checkSource(ctx, fields.source, secret);
		await checkRules(ctx, fields.rules);
		const sealedSecret = nextSecret(ctx, before, fields.source, secret);
		if (isAnotherParty(before.source, fields.source, secret))
			await deleteAccountsOf(tx.db, providerIdOf(connectionId)).execute();
		const after = { ...before, ...fields, sealedSecret, version: version + 1 };
		return save(ctx, tx, after, before);
	});
}

/** Opens or closes a connection, and says whether it is the only way in. Throws `sso.not_found`. */
export async function switchConnection(
	ctx: CommunityContext,
	{ connectionId, isEnabled, isOnly }: SwitchConnection,
): Promise<ConnectionView> {
	ctx.authorize('administer', 'Connection');
	return ctx.transaction(async (tx) => {
		const before = (await lockConnections(tx, ctx.clock.now()))[connectionId];
		if (!before) throw new NotFoundError('sso.not_found');
		const after = { ...before, isEnabled, isOnly, version: before.version + 1 };
		return save(ctx, tx, after, before);
	});
}

/** The connections as they are now; nobody else changes any before this transaction ends. */
export async function lockConnections(tx: CommunityTransaction, now: Date): Promise<Connections> {
	await startSetting(tx.db, now).execute();
	const row = await storedConnections(tx.db).forNoKeyUpdate().executeTakeFirstOrThrow();
	return Connections.parse(row.value);
}

async function save(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	connection: Connection,
	before?: Connection,
): Promise<ConnectionView> {
	await keepConnection(tx.db, connection, ctx.clock.now()).execute();
	tx.audit({
		...{ action: 'settings.updated', target: settingTarget(SSO), after: connection },
		...(before && { before }),
	});
	await tx.emit('sso.connection_saved', { connectionId: connection.id });
	tx.touchCommunity();
	return viewOf(ctx, connection);
}

function nextSecret(
	ctx: CommunityContext,
	before: Connection,
	source: Source,
	secret: string | null,
): string | null {
	if (!needsSecret(source)) return null;
	if (secret !== null) return sealSecret(ctx, before.id, secret);
	if (before.sealedSecret === null) throw new InvalidError('sso.secret_missing');
	return before.sealedSecret;
}

/** Whether someone else could speak for the same people now. */
function isAnotherParty(before: Source, after: Source, secret: string | null): boolean {
	return voiceOf(before) !== voiceOf(after) || (after.kind === 'token' && secret !== null);
}

/** What a party is recognised by: its own name where it has keys of its own, else its key. */
function voiceOf(source: Source): string {
	switch (source.kind) {
		case 'openid':
			return source.issuer;
		case 'microsoft':
			return source.tenant;
		case 'saml':
			return [source.idpEntityId, ...source.certificates].join('\n');
		case 'token':
			return `${source.algorithm} ${source.publicKey}`;
		default:
			return source.kind;
	}
}
