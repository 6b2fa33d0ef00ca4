import * as z from 'zod';
import { permissionCatalogue, type Permission } from '../permissions/permissions.schema.ts';
import { HELD_BACK, STEPS } from '../permissions/permissions.schema.ts';

/** So many roles a community may have, the same on every plan: with twice as many, an ability takes longer than it may. */
export const MOST_ROLES = 500;

/** Those every community has; they can be changed and not deleted. */
export const BUILT_IN_ROLES: ReadonlySet<string> = new Set([
	...['owner', 'admin', 'moderator', 'space_admin', 'member', 'guest'],
]);

/** What visitors can be allowed at all. */
export const VISITORS_MAY: ReadonlySet<string> = new Set<Permission>([
	...(['community:enter', 'spaces:read', 'posts:read', 'members:read', 'audit:public'] as const),
]);

export const PermissionKey = z.enum(permissionCatalogue as [Permission, ...Permission[]]);
const Word = z.enum(['allow', 'deny']);
/** What is not named is inherited. */
export const RoleWords = z.partialRecord(PermissionKey, Word);
export type RoleWords = z.infer<typeof RoleWords>;

const Name = z.string().trim().min(1).max(60);
const Description = z.string().trim().max(200);
const Color = z
	.string()
	.regex(/^#[0-9a-f]{6}$/i)
	.nullable();
const Scope = z.enum(['community', 'space']);
const Version = z.int().min(1);

export const RoleRef = z.strictObject({ roleId: z.uuid() });

/** A role as lists of members and forms show it. */
export const RoleView = z.strictObject({
	id: z.uuid(),
	key: z.string(),
	name: z.string(),
	color: z.string().nullable(),
	rank: z.int(),
	scope: Scope,
	/** Whether this actor can give it to others: only roles of the whole community, below their own. */
	mayAssign: z.boolean(),
	/** Whether the reader may give it in single spaces, in all of them. */
	mayAssignInSpaces: z.boolean(),
});

export const CreateRole = z.strictObject({
	/** Made by the client before the first try, so that a retry creates nothing twice. */
	id: z.uuid(),
	name: Name,
	description: Description.default(''),
	color: Color.default(null),
	scope: Scope.default('community'),
	permissions: RoleWords.default({}),
});
export type CreateRole = z.infer<typeof CreateRole>;

const RoleChange = z.strictObject({
	roleId: z.uuid(),
	/** The version the change was made upon. */
	version: Version,
	name: Name.optional(),
	description: Description.optional(),
	color: Color.optional(),
	requiresSecondFactor: z.boolean().optional(),
	/** All of its words, not only the changed ones. */
	permissions: RoleWords.optional(),
});
export type RoleChange = z.infer<typeof RoleChange>;

export const SaveRoles = z.strictObject({ changes: z.array(RoleChange).min(1).max(MOST_ROLES) });
export type SaveRoles = z.infer<typeof SaveRoles>;

/** Every role between the owner and the member, highest first. */
export const ArrangeRoles = z.strictObject({ roleIds: z.array(z.uuid()).max(MOST_ROLES) });
export type ArrangeRoles = z.infer<typeof ArrangeRoles>;

export const DeleteRole = z.strictObject({ roleId: z.uuid(), version: Version });
export type DeleteRole = z.infer<typeof DeleteRole>;

export const ScopeRef = z.strictObject({ kind: z.enum(['space', 'group']), scopeId: z.uuid() });

export const SetOverrides = z.strictObject({
	scope: ScopeRef,
	version: Version,
	/** All that is said there, by role. */
	overrides: z.record(z.uuid(), RoleWords),
});
export type SetOverrides = z.infer<typeof SetOverrides>;

export const SetMemberOverrides = z.strictObject({
	scope: ScopeRef,
	memberId: z.uuid(),
	permissions: RoleWords,
});
export type SetMemberOverrides = z.infer<typeof SetMemberOverrides>;

export const HoldRole = z.strictObject({
	memberId: z.uuid(),
	roleId: z.uuid(),
	/** The space it is held in, for roles of single spaces; null for those of the whole community. */
	spaceId: z.uuid().nullable(),
});
export type HoldRole = z.infer<typeof HoldRole>;

export const RoleRow = z.strictObject({
	...{ id: z.uuid(), key: z.string(), name: z.string(), description: z.string() },
	...{ color: z.string().nullable(), rank: z.int(), scope: Scope, version: z.int() },
	requiresSecondFactor: z.boolean(),
	permissions: z.record(z.string(), Word),
	isBuiltIn: z.boolean(),
	/** Below the actor's own: theirs to change, move and give. */
	isBelow: z.boolean(),
	/** Active members who were given it; null where everybody has it. */
	holders: z.int().nullable(),
});
export type RoleRow = z.infer<typeof RoleRow>;

const Overridden = z.strictObject({
	...{ id: z.uuid(), name: z.string(), version: z.int() },
	overrides: z.record(z.string(), z.record(z.string(), Word)),
});

/** All that the studio's matrix shows. */
export const RoleMatrix = z.strictObject({
	roles: z.array(RoleRow),
	permissions: z.array(
		z.strictObject({
			key: PermissionKey,
			kind: z.enum(['community', 'space', 'dangerous']),
			/** Whether the actor has it, and so may give it. */
			isMine: z.boolean(),
		}),
	),
	groups: z.array(Overridden),
	spaces: z.array(
		Overridden.extend({
			groupId: z.uuid().nullable(),
			visibility: z.enum(['public', 'members', 'private']),
			posting: z.enum(['everyone', 'staff']),
		}),
	),
});
export type RoleMatrix = z.infer<typeof RoleMatrix>;

/** Members for whom one space, or a group of them, makes an exception. */
export const RoleExceptions = z.array(
	z.strictObject({
		...{ id: z.uuid(), handle: z.string(), name: z.string(), avatarFileId: z.uuid().nullable() },
		permissions: z.record(z.string(), Word),
		/** Roles held there. */
		roleIds: z.array(z.uuid()),
	}),
);
export type RoleExceptions = z.infer<typeof RoleExceptions>;

/** Who holds a role in one space, for who runs it. */
export const RolesInSpace = z.strictObject({
	roles: z.array(
		z.strictObject({
			...{ id: z.uuid(), name: z.string(), color: z.string().nullable() },
			/** Below what the actor holds there, and allowing nothing that they do not have there. */
			mayGive: z.boolean(),
		}),
	),
	people: z.array(
		z.strictObject({
			...{ id: z.uuid(), handle: z.string(), name: z.string(), avatarFileId: z.uuid().nullable() },
			roleIds: z.array(z.uuid()),
			/** How many permissions the space makes an exception of for them. */
			exceptions: z.int(),
		}),
	),
});
export type RolesInSpace = z.infer<typeof RolesInSpace>;

export const ReadException = z.strictObject({ spaceId: z.uuid(), memberId: z.uuid() });
export type ReadException = z.infer<typeof ReadException>;

/** What one space says of one member, for who runs it. */
export const SpaceException = z.strictObject({
	...{ id: z.uuid(), handle: z.string(), name: z.string() },
	/** Why the actor may change nothing of it; null where they may. */
	barredBy: z.enum(['members.not_oneself', 'members.above_you']).nullable(),
	permissions: z.array(
		z.strictObject({
			key: PermissionKey,
			word: Word.nullable(),
			/** What they may there as long as the space says nothing of them. */
			otherwise: z.boolean(),
			/** Whether the actor has it there, and so may give it. */
			isMine: z.boolean(),
		}),
	),
});
export type SpaceException = z.infer<typeof SpaceException>;

/** For whom a question is asked, or the site shown. */
export const Whom = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('visitor') }),
	z.strictObject({ kind: z.literal('role'), roleId: z.uuid(), spaceId: z.uuid().nullish() }),
	z.strictObject({ kind: z.literal('member'), memberId: z.uuid() }),
]);
export type Whom = z.infer<typeof Whom>;

export const WhomInput = z.strictObject({ whom: Whom });

export const Explain = z.strictObject({
	whom: Whom,
	permission: PermissionKey,
	spaceId: z.uuid().nullable(),
});
export type Explain = z.infer<typeof Explain>;

const NamedRole = z.strictObject({ id: z.uuid(), name: z.string() });

/** Why somebody may or may not: everything that was said, in order; the last word decided. */
export const Explanation = z.strictObject({
	allowed: z.boolean(),
	rules: z.array(z.strictObject({ step: z.enum(STEPS), word: Word, roles: z.array(NamedRole) })),
	/** The group of the space, for rules that come from there. */
	group: z.string().nullable(),
	space: z.string().nullable(),
});
export type Explanation = z.infer<typeof Explanation>;

/** Everything somebody may, as it would be enforced. */
export const RolePreview = z.strictObject({
	/** Of a member or a role; empty for a visitor. */
	name: z.string(),
	/** Why a member is outside, and so may what visitors may; null for everybody else. */
	heldBack: z.enum(HELD_BACK).nullable(),
	community: z.array(PermissionKey),
	spaces: z.array(
		z.strictObject({ id: z.uuid(), name: z.string(), allowed: z.array(PermissionKey) }),
	),
});
export type RolePreview = z.infer<typeof RolePreview>;

const SaidOfRoles = z.record(z.string().max(40), RoleWords);

/** Roles as a file: what one community exports and another takes in. */
export const RoleDocument = z.strictObject({
	format: z.literal('kith.roles'),
	version: z.literal(1),
	/** Highest first. */
	roles: z
		.array(
			z.strictObject({
				...{ key: z.string().min(1).max(40), name: Name, description: Description },
				...{ color: Color, scope: Scope, requiresSecondFactor: z.boolean() },
				permissions: RoleWords,
			}),
		)
		.max(MOST_ROLES)
		.refine((roles) => new Set(roles.map(({ key }) => key)).size === roles.length),
	/** What spaces say, by their address, then by role. */
	spaces: z.record(z.string().max(60), SaidOfRoles),
	/** What groups of spaces say, by role; files of before groups were in them have none. */
	groups: z
		.array(z.strictObject({ name: z.string().max(60), overrides: SaidOfRoles }))
		.max(1000)
		.default([]),
});
export type RoleDocument = z.infer<typeof RoleDocument>;

export const ImportRoles = z.strictObject({
	document: RoleDocument,
	/** Only says what would change. */
	isDryRun: z.boolean(),
});
export type ImportRoles = z.infer<typeof ImportRoles>;

export const ImportReport = z.strictObject({
	created: z.array(z.string()),
	changed: z.array(z.string()),
	unchanged: z.array(z.string()),
	/** Whether roles that are here already stand in another order. */
	isReordered: z.boolean(),
	/** Names of spaces and groups that say something else of a role. */
	overridden: z.array(z.string()),
	/** Addresses of spaces, and names of groups, that this community does not have. */
	unknownSpaces: z.array(z.string()),
});
export type ImportReport = z.infer<typeof ImportReport>;
