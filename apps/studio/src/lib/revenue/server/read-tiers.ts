import { failureOf } from '@kith/client/failure';
import type { Tier } from '@kith/domains/tiers/schema';
import { orErrorPage, orWithout } from '#lib/shell/loading.ts';
import type { communityFor } from '#lib/studio/server/community.ts';
import { currencyOf } from '../currencies.ts';
import type { Openable } from '../tier-draft.ts';

type Api = Awaited<ReturnType<typeof communityFor>>['api'];

/** The tiers in order; null where memberships are not switched on. */
export async function tiersOf(api: Api): Promise<Tier[] | null> {
	return orErrorPage(askTiers(api));
}

function askTiers(api: Api): Promise<Tier[] | null> {
	return api.tiers.list().catch((cause: unknown) => {
		if (failureOf(cause).code === 'module.off') return null;
		throw cause;
	});
}

/** The same for pages that only name tiers: to who may not look at them they are none. */
export const tiersToName = (api: Api): Promise<Tier[] | null> => orWithout(askTiers(api), []);

/** What a tier can open: the spaces, those that are private among them, and the roles that the reader may give. */
export async function openableOf(api: Api): Promise<Openable> {
	const [{ spaces }, roles] = await orErrorPage(
		Promise.all([orWithout(api.spaces.tree(), { spaces: [] }), orWithout(api.roles.list(), [])]),
	);
	return {
		spaces: spaces.map(({ id, name, icon, visibility }) => ({
			...{ id, name, icon, isPrivate: visibility === 'private' },
		})),
		roles: roles
			.filter(({ key, mayAssign }) => mayAssign && key !== 'member')
			.map(({ id, name }) => ({ id, name })),
	};
}

/** Whether payments can come in, and in which currency: null where nothing is connected, undefined for who may not see that. */
export async function accountOf(api: Api): Promise<{ currency: string | null } | null | undefined> {
	if (!(await api.payments.rights()).mayRead) return undefined;
	const { account } = await orErrorPage(api.payments.get());
	return account && { currency: account.currency };
}

/** What new prices begin with: the account's currency, else what is sold in already, else what the language suggests. */
export function startCurrency(
	account: { currency: string | null } | null | undefined,
	tiers: readonly Tier[],
	locale: string,
): string {
	const sold = tiers.flatMap(({ prices }) => prices).find(({ status }) => status === 'active');
	return account?.currency ?? sold?.currency ?? currencyOf(locale);
}
