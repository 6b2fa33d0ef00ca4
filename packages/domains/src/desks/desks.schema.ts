import * as z from 'zod';
import { permissionCatalogue, type Permission } from '../permissions/permissions.schema.ts';

/** So long a way into the studio can be gone: time enough to sign in there for the first time. */
export const TOKEN_MINUTES = 15;
/** So many communities one account has a desk in. */
export const MOST_DESKS = 50;

/** The pages of a community in the studio, by their place under it. */
export const STUDIO_PAGES = [
	...(['members', 'members/import', 'fields', 'onboarding'] as const),
	...(['content/spaces', 'content/tags', 'content/search', 'content/log'] as const),
	...(['moderation/queue', 'moderation/rota', 'moderation/rules'] as const),
	...(['moderation/filing', 'moderation/replies', 'guidelines'] as const),
	...(['engagement/rules', 'engagement/levels', 'engagement/badges'] as const),
	...(['engagement/challenges', 'engagement/seasons'] as const),
	...(['analytics/overview', 'analytics/week', 'analytics/growth'] as const),
	...(['analytics/engagement', 'analytics/retention', 'analytics/risk'] as const),
	...(['analytics/outlook', 'analytics/explorer'] as const),
	...(['analytics/health', 'analytics/content'] as const),
	...(['analytics/moderation', 'analytics/space'] as const),
	...(['revenue/overview', 'revenue/tiers', 'revenue/offers', 'revenue/gifts'] as const),
	...(['revenue/affiliates', 'revenue/memberships', 'revenue/ledger'] as const),
	...(['revenue/taxes', 'revenue/payments', 'design'] as const),
	...(['settings/general', 'settings/access', 'settings/sign-in', 'settings/roles'] as const),
	...(['settings/sign-in/sso', 'settings/localization', 'settings/legal'] as const),
	...(['settings/usage', 'settings/storage', 'settings/feed', 'settings/data'] as const),
	'settings/audit',
] as const;
export type StudioPage = (typeof STUDIO_PAGES)[number];

const PermissionKey = z.enum(permissionCatalogue as [Permission, ...Permission[]]);

/** What somebody finds in the studio, and what they may do in the whole community. */
export const Sight = z.strictObject({
	pages: z.array(z.enum(STUDIO_PAGES)),
	may: z.array(PermissionKey),
	/** For who may do something dangerous and shows no second factor: from when on that asks for one; null for others. */
	safeguard: z
		.strictObject({
			...{ from: z.date(), isDue: z.boolean() },
			/** Whether this session showed one, for less than they may now. */
			wasShown: z.boolean(),
		})
		.nullable(),
});
export type Sight = z.infer<typeof Sight>;

/** What waits for a decision of the actor's; null for what they do not decide on. */
export const Waiting = z.strictObject({
	requests: z.int().nullable(),
	submissions: z.int().nullable(),
});
export type Waiting = z.infer<typeof Waiting>;

export const MemberRef = z.strictObject({ memberId: z.uuid() });
export type MemberRef = z.infer<typeof MemberRef>;

/** A member's own way into the studio. */
export const OwnDesk = z.strictObject({
	/** Whether what they may opens anything there. */
	mayOpen: z.boolean(),
	/** The account they open it with; null for none. */
	desk: z.strictObject({ email: z.string(), since: z.date() }).nullable(),
	url: z.string(),
});
export type OwnDesk = z.infer<typeof OwnDesk>;

export const DeskToken = z.strictObject({ token: z.string().min(1).max(100) });
export type DeskToken = z.infer<typeof DeskToken>;

/** What a way into the studio leads to, for the person who is about to go it. */
export const OfferedDesk = z.strictObject({
	...{ communityName: z.string(), host: z.string() },
	...{ memberName: z.string(), handle: z.string() },
});
export type OfferedDesk = z.infer<typeof OfferedDesk>;

export const DeskRef = z.strictObject({ communityId: z.string().max(12) });
export type DeskRef = z.infer<typeof DeskRef>;

/** A community that somebody helps to run as its member. */
export const Desk = z.strictObject({
	...{ id: z.string(), name: z.string(), origin: z.string() },
	status: z.enum(['setup', 'live', 'deleting']),
	look: z.strictObject({ brand: z.string(), logoFileId: z.uuid().nullable() }),
	...{ memberName: z.string(), since: z.date() },
});
export type Desk = z.infer<typeof Desk>;
