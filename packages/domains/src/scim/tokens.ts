import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { hashToken, newToken } from '@kith/kernel/ids';
import { settingTarget } from '../communities/index.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import {
	MOST_TOKENS,
	SCIM,
	type MakeToken,
	type ShownToken,
	type Token,
	type TokenRef,
} from './scim.schema.ts';
import { keepScim, lockScim } from './setting.ts';

/** What is written down of a token: never what it is compared with. */
const told = (token: Token | null) => token && { directory: token.name };

/** Makes a token and shows it this once. Throws `scim.too_many_tokens` and, for an id that is there, `scim.token_known`. */
export async function makeToken(
	ctx: CommunityContext,
	{ id, name }: MakeToken,
): Promise<ShownToken> {
	ctx.authorize('administer', 'Connection');
	return ctx.transaction(async (tx) => {
		const setting = await lockScim(ctx, tx);
		if (setting.tokens[id]) throw new ConflictError('scim.token_known');
		if (Object.keys(setting.tokens).length >= MOST_TOKENS)
			throw new LimitReachedError('scim.too_many_tokens', { limit: MOST_TOKENS });
		const { shown, hash } = secret();
		const madeAt = ctx.clock.now().toISOString();
		const token = { id, name, hash, madeAt, lastUsedAt: null };
		await keepScim(ctx, tx, { ...setting, tokens: { ...setting.tokens, [id]: token } });
		tell(tx, null, token);
		return shown;
	});
}

/** Puts a new token in the place of one, which is worth nothing from now on. Throws `scim.token_not_found`. */
export async function renewToken(
	ctx: CommunityContext,
	{ tokenId }: TokenRef,
): Promise<ShownToken> {
	ctx.authorize('administer', 'Connection');
	return ctx.transaction(async (tx) => {
		const setting = await lockScim(ctx, tx);
		const before = setting.tokens[tokenId];
		if (!before) throw new NotFoundError('scim.token_not_found');
		const { shown, hash } = secret();
		const madeAt = ctx.clock.now().toISOString();
		const token = { ...before, hash, madeAt, lastUsedAt: null };
		await keepScim(ctx, tx, { ...setting, tokens: { ...setting.tokens, [tokenId]: token } });
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget(SCIM) },
			...{ before: { madeAt: before.madeAt }, after: { ...told(token), madeAt } },
		});
		return shown;
	});
}

/** Ends a token: the next request that brings it is refused. Throws `scim.token_not_found`. */
export async function revokeToken(ctx: CommunityContext, { tokenId }: TokenRef): Promise<void> {
	ctx.authorize('administer', 'Connection');
	await ctx.transaction(async (tx) => {
		const setting = await lockScim(ctx, tx);
		const { [tokenId]: before, ...tokens } = setting.tokens;
		if (!before) throw new NotFoundError('scim.token_not_found');
		await keepScim(ctx, tx, { ...setting, tokens });
		tell(tx, before, null);
	});
}

function tell(tx: CommunityTransaction, before: Token | null, after: Token | null) {
	tx.audit({
		...{ action: 'settings.updated', target: settingTarget(SCIM) },
		...{ before: told(before) ?? {}, after: told(after) ?? {} },
	});
}

/** The beginning says whose it is to whoever finds one where none belongs. */
function secret(): { shown: ShownToken; hash: string } {
	const token = `kith_scim_${newToken()}`;
	return { shown: { token }, hash: hashToken(token) };
}
