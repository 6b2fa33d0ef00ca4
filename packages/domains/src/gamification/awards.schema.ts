import * as z from 'zod';
import { MOST_LEVELS, RuleDefinition, RuleName, TONES } from './gamification.schema.ts';

/** What a set of rules would have given in the last days. */
export const SimulateRules = z.strictObject({
	/** In place of what is in force: the draft of one rule. */
	ruleId: z.uuid(),
	definition: RuleDefinition,
	days: z.int().min(1).max(90).default(90),
});
export type SimulateRules = z.infer<typeof SimulateRules>;

const Simulated = z.strictObject({ memberId: z.uuid(), name: z.string(), points: z.int() });

export const Simulation = z.strictObject({
	/** Deeds that were looked at, and whether there are more than are looked at. */
	...{ deeds: z.int(), isCut: z.boolean() },
	/** What this rule alone gave, to how many, and how often a limit held it back. */
	...{ awards: z.int(), points: z.int(), members: z.int(), heldBack: z.int() },
	/** Who would have most from it; the first ones that anybody would look at for abuse. */
	top: z.array(Simulated.extend({ awards: z.int(), share: z.number() })).max(10),
	/** How many members would stand at each level with it, and stand there now. */
	levels: z.array(z.strictObject({ name: z.string(), now: z.int(), after: z.int() })).max(101),
	/** Who would get the badge, at most a hundred, and how many in all. */
	...{ badge: z.int(), badgeNames: z.array(z.string()).max(100) },
	/** Who would have won the role or the spaces, how many would have them now, and the first hundred of those. */
	access: z
		.strictObject({ ever: z.int(), now: z.int(), names: z.array(z.string()).max(100) })
		.nullable(),
});
export type Simulation = z.infer<typeof Simulation>;

export const Level = z.strictObject({
	/** Without a name it goes by its number. */
	...{ name: z.string().trim().max(40), points: z.int().min(0).max(10_000_000) },
	/** Who reaches it gets this role and enters these rooms, as long as they stand there. */
	...{ roleId: z.uuid().nullable(), spaceIds: z.array(z.uuid()).max(20) },
});
export type Level = z.infer<typeof Level>;

/** Days off that do not end a streak: one is earned by so many days in a row, and so many are kept; none with 0. */
export const Freezes = z.strictObject({
	every: z.int().min(2).max(365),
	most: z.int().min(0).max(30),
});
export type Freezes = z.infer<typeof Freezes>;
export const FIRST_FREEZES: Freezes = { every: 7, most: 2 };

/** So many days somebody keeps a level that they fell below. */
export const HoldDays = z.int().min(0).max(90);
export const FIRST_HOLD_DAYS = 14;

export const Levels = z.strictObject({
	levels: z
		.array(Level)
		.min(1)
		.max(MOST_LEVELS)
		.refine((levels) => levels[0]?.points === 0)
		.refine((levels) =>
			levels.every(({ points }, index) => index === 0 || points > (levels[index - 1]?.points ?? 0)),
		),
	/** Whether those who run the place stand on the boards, too. */
	staffOnBoards: z.boolean(),
	/** Whether members see boards at all. */
	boards: z.boolean(),
	freezes: Freezes.default(FIRST_FREEZES),
	holdDays: HoldDays.default(FIRST_HOLD_DAYS),
});
export type Levels = z.infer<typeof Levels>;

export const SaveLevels = z.strictObject({ levels: Levels, version: z.int().nonnegative() });
export type SaveLevels = z.infer<typeof SaveLevels>;
export const LevelsView = SaveLevels.extend({
	/** How many members stand at each level now. */
	members: z.array(z.int()),
});
export type LevelsView = z.infer<typeof LevelsView>;

/** A level above the one that somebody's points reach, which they keep until then. Levels by their place, the first is 0. */
export const Hold = z.strictObject({
	level: z.int().min(0).max(MOST_LEVELS),
	until: z.coerce.date(),
});
export type Hold = z.infer<typeof Hold>;
export const Holds = z.array(Hold).max(2 * MOST_LEVELS);

/** What other levels would change for how many members, counted now. */
export const TryLevels = z.strictObject({ levels: Levels });
export type TryLevels = z.infer<typeof TryLevels>;
export const LevelsTried = z.strictObject({
	...{ rise: z.int(), fall: z.int(), same: z.int() },
	/** How many would stand at each of them by their points alone. */
	members: z.array(z.int()),
});
export type LevelsTried = z.infer<typeof LevelsTried>;

const BadgeFields = {
	name: z.string().trim().min(1).max(60),
	description: z.string().trim().max(300),
	icon: z.string().trim().min(1).max(16),
	tone: z.enum(TONES),
	/** How many there will ever be. */
	mostGiven: z.int().min(1).max(1_000_000).nullable(),
	/** Days after which it is over. */
	lastsDays: z.int().min(1).max(3650).nullable(),
};
export const BadgeRef = z.strictObject({ badgeId: z.uuid() });
export type BadgeRef = z.infer<typeof BadgeRef>;
export const SaveBadge = z.strictObject({
	id: z.uuid(),
	...BadgeFields,
	version: z.int().positive().nullable(),
});
export type SaveBadge = z.infer<typeof SaveBadge>;
export const BadgeView = z.strictObject({
	...{ ...BadgeFields, id: z.uuid(), version: z.int() },
	/** How many have it now, and how many were ever given. */
	...{ held: z.int(), given: z.int() },
});
export type BadgeView = z.infer<typeof BadgeView>;

const Reason = z.string().trim().min(1).max(300);
/** `id` is the grant's, made by the client before the first try. */
export const GiveBadge = BadgeRef.extend({ id: z.uuid(), memberId: z.uuid(), reason: Reason });
export type GiveBadge = z.infer<typeof GiveBadge>;
export const TakeBadge = z.strictObject({ grantId: z.uuid(), reason: Reason });
export type TakeBadge = z.infer<typeof TakeBadge>;

/** A badge as it was given to one member. */
export const GrantRef = z.strictObject({ grantId: z.uuid() });
export type GrantRef = z.infer<typeof GrantRef>;
export const ShareBadge = GrantRef.extend({ isShared: z.boolean() });
export type ShareBadge = z.infer<typeof ShareBadge>;

/** What the world sees of a badge that was given. */
export const SharedBadge = z.strictObject({
	...{ name: z.string(), description: z.string(), icon: z.string(), tone: z.enum(TONES) },
	/** Handle and picture where visitors may open the profile. */
	member: z.strictObject({
		...{ name: z.string(), handle: z.string().nullable() },
		...{ avatarFileId: z.uuid().nullable() },
	}),
	/** Over: its time ran out. */
	state: z.enum(['held', 'over', 'revoked']),
	givenAt: z.date(),
	/** When it ends or did, or was taken back; null for one that is kept. */
	endsAt: z.date().nullable(),
	/** What was written to it, and the challenge it was given for; empty where there is none. */
	...{ reason: z.string(), challenge: z.string() },
	/** Whether it is the reader's own. */
	isOwn: z.boolean(),
});
export type SharedBadge = z.infer<typeof SharedBadge>;

/** `id` is the entry's, made by the client before the first try. */
export const GivePoints = z.strictObject({
	...{ id: z.uuid(), memberId: z.uuid(), reason: Reason },
	points: z
		.int()
		.min(-100_000)
		.max(100_000)
		.refine((points) => points !== 0),
});
export type GivePoints = z.infer<typeof GivePoints>;

export const StartPoints = z.strictObject({
	/** What is in force from the first moment on; made by the client, so that a retry makes nothing twice. */
	rules: z
		.array(z.strictObject({ id: z.uuid(), name: RuleName, definition: RuleDefinition }))
		.max(40),
	/** Whether what was done before counts, too. */
	countsPast: z.boolean(),
});
export type StartPoints = z.infer<typeof StartPoints>;
