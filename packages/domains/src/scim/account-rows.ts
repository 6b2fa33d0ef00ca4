import { hashToken } from '@kith/kernel/ids';

/**
 * What a directory calls people is kept as the accounts of single sign-on are: as rows of the library's accounts, whose
 * key is made of what they hold. The first half of the key is made of the kind alone, so that all rows of a kind lie
 * beside each other in the key's own index, in the same order at every look.
 */
export const USER_NAME = 'scim:name';
export const EXTERNAL_ID = 'scim:id';
/** What it said of somebody, called by the id of the person. */
export const SAID = 'scim:said';

/** Who is in a group has an account of this kind, called by the id of the person. */
export const groupProvider = (groupId: string) => `scim:group:${groupId}`;
export const groupOfProvider = (provider: string) => provider.slice('scim:group:'.length);

/** The key of a row. */
export function accountKey(providerId: string, accountId: string): string {
	const own = hashToken(JSON.stringify([providerId, accountId]));
	return `${halfOf(providerId)}-a${own.slice(0, 3)}-${own.slice(3, 15)}`;
}

/** Between which keys all rows of a kind lie. */
export function keysOf(providerId: string): { from: string; to: string } {
	const half = halfOf(providerId);
	return { from: `${half}-a000-${'0'.repeat(12)}`, to: `${half}-afff-${'f'.repeat(12)}` };
}

function halfOf(providerId: string): string {
	const hex = hashToken(`accounts of ${providerId}`);
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}`;
}
