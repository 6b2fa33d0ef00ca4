import * as z from 'zod';
import { MappingRule, MOST_RULES } from '../sso/sso.schema.ts';

/** Two, so that a new one can be in use before the old one goes. */
export const MOST_TOKENS = 2;
export const MOST_GROUPS = 200;
/** As many in one page of an answer. */
export const MOST_LISTED = 100;
/** As many in one group, as its answer lists them, and in one request that changes it. */
export const MOST_IN_GROUP = 5000;

export const SCIM = 'scim';
/** What the rules call the claim that holds the ids of a member's groups. */
export const GROUPS_CLAIM = 'groups';

const Token = z.strictObject({
	id: z.uuid(),
	name: z.string(),
	/** SHA-256 of what the directory sends: nobody can send what is kept here. */
	hash: z.string(),
	madeAt: z.iso.datetime(),
	lastUsedAt: z.iso.datetime().nullable(),
});
export type Token = z.infer<typeof Token>;

const Group = z.strictObject({
	...{ id: z.uuid(), displayName: z.string(), externalId: z.string().nullable() },
	...{ madeAt: z.iso.datetime(), changedAt: z.iso.datetime() },
});
export type Group = z.infer<typeof Group>;

/** What a group brings: roles and spaces, no tiers. */
const GroupRule = MappingRule.extend({ tierId: z.null().default(null) });

/** What a community's settings hold of its directory. */
export const ScimSetting = z.strictObject({
	tokens: z.record(z.string(), Token).default({}),
	groups: z.record(z.string(), Group).default({}),
	/** What groups bring: the rules of sign-in connections, with a group's id for the value. */
	rules: z.array(GroupRule).default([]),
});
export type ScimSetting = z.infer<typeof ScimSetting>;

const TokenView = Token.omit({ hash: true });
export type TokenView = z.infer<typeof TokenView>;

/** What the studio shows of the directory. */
export const ScimView = z.strictObject({
	baseUrl: z.string(),
	/** Whose addresses are believed. */
	domains: z.array(z.string()),
	tokens: z.array(TokenView).max(MOST_TOKENS),
	groups: z.array(z.strictObject({ id: z.uuid(), displayName: z.string() })).max(MOST_GROUPS),
	rules: z.array(GroupRule).max(MOST_RULES),
});
export type ScimView = z.infer<typeof ScimView>;

export const MakeToken = z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(60) });
export type MakeToken = z.infer<typeof MakeToken>;

export const TokenRef = z.strictObject({ tokenId: z.uuid() });
export type TokenRef = z.infer<typeof TokenRef>;

/** A token as it is shown once. */
export const ShownToken = z.strictObject({ token: z.string() });
export type ShownToken = z.infer<typeof ShownToken>;

export const SaveGroupRules = z.strictObject({ rules: z.array(GroupRule).max(MOST_RULES) });
export type SaveGroupRules = z.infer<typeof SaveGroupRules>;
