import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { domainOf, trustedDomains } from '../sso/index.ts';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { SCIM, ScimSetting } from './scim.schema.ts';

/** What is set of the directory, as it is stored now. */
// authorize: the verbs that show or use it have asked.
export async function scimNow({ db }: Pick<CommunityContext, 'db'>): Promise<ScimSetting> {
	const row = await storedSetting(db, SCIM).executeTakeFirst();
	return ScimSetting.parse(row?.value ?? {});
}

/** The same, and nobody else changes any of it before this transaction ends. */
// authorize: the verbs that change it have asked.
export async function lockScim(
	ctx: CommunityContext,
	tx: CommunityTransaction,
): Promise<ScimSetting> {
	await startSetting(tx.db, SCIM, {}, ctx.clock.now()).execute();
	const row = await storedSetting(tx.db, SCIM).forNoKeyUpdate().executeTakeFirstOrThrow();
	return ScimSetting.parse(row.value);
}

/** Keeps what was locked and changed. */
// authorize: the verbs that change it have asked.
export async function keepScim(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	setting: ScimSetting,
): Promise<void> {
	await keepSetting(tx.db, SCIM, setting, ctx.clock.now()).execute();
}

/** The domains whose addresses a directory may tell: those that join without asking, and those of trusted connections. */
export function domainsOf({ snapshot }: CommunityContext): string[] {
	const trusted = Object.values(snapshot.sso).flatMap((one) => trustedDomains(one));
	return [...new Set([...snapshot.joining.domains, ...trusted])].toSorted();
}

/** Whether a directory may speak of whoever has this address. */
export const isOfDirectory = (ctx: CommunityContext, email: string) =>
	domainsOf(ctx).includes(domainOf(email));

/** Where a directory finds us. */
export const baseUrlOf = ({ community }: CommunityContext) => `${community.origin}/scim/v2`;
