import * as z from 'zod';

/** Given by somebody who may, and taken back by anybody who may. */
export const BY_HAND = 'manual';
/** Opened by answers to the questions for newcomers. */
export const BY_ANSWERS = 'onboarding';
/** Part of what a member has joined; one source for all their memberships. */
export const BY_MEMBERSHIP = 'membership';

/** Part of what a member paid for and owes for now: a room is read, and nobody takes part there by it. */
export const BY_SUSPENSION = 'suspended';

/** What the level brings that a member stands at. */
export const BY_LEVEL = 'level';

/** What rules of points bring; one source for all of them. */
export const BY_RULE = 'rule';

/** Brought by the groups that a community's directory puts somebody into; one source for all of them. */
export const BY_DIRECTORY = 'scim';

/** Brought by the rules of a single sign-on. */
export const bySignIn = (connectionId: string) => `sso:${connectionId}`;

/** Who gave something, as it stands on the row. */
export const Source = z.union([
	z.enum([
		...([BY_HAND, BY_ANSWERS, BY_MEMBERSHIP, BY_SUSPENSION, BY_LEVEL, BY_RULE] as const),
		BY_DIRECTORY,
	]),
	z.string().regex(/^sso:[0-9a-f-]{36}$/),
]);

/** What somebody keeps although it was taken from them by hand, and where it comes from. */
export const Stays = z.strictObject({
	/** The role or the space. */
	what: z.string(),
	source: z.enum(['membership', 'onboarding', 'sso', 'scim', 'level', 'rule']),
	/** The connection, the tiers or the rules; empty where the source has no name of its own. */
	by: z.string(),
});
export type Stays = z.infer<typeof Stays>;

/** What came of taking something by hand: what stays, because others gave it too. */
export const Taken = z.strictObject({ stays: z.array(Stays).max(1000) });
export type Taken = z.infer<typeof Taken>;
