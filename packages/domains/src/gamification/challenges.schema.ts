import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { DeedKind, HAS_OTHER, RuleDefinition, Side, TONES } from './gamification.schema.ts';

/** Challenges that are not put away. */
export const MOST_CHALLENGES = 100;
export const MOST_STEPS = 10;
export const MOST_IN_TEAM = 50;

const Words = z.string().trim();
/** An address that is safe to press; empty for none. */
export const Link = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]);

const StepFields = { id: z.uuid(), title: Words.min(1).max(80) };

/** What was done since the start, and how often; the conditions are those of rules. */
const CountedStep = z
	.strictObject({
		...StepFields,
		kind: z.literal('counted'),
		on: DeedKind,
		to: Side,
		when: RuleDefinition.shape.when,
		times: z.int().min(1).max(10_000),
	})
	.refine(({ on, to }) => to === 'doer' || HAS_OTHER[on]);
export type CountedStep = z.infer<typeof CountedStep>;

/** What is told and shown, and judged by somebody. */
const EvidenceStep = z.strictObject({
	...StepFields,
	kind: z.literal('evidence'),
	ask: Words.max(500),
});

export const Step = z.discriminatedUnion('kind', [CountedStep, EvidenceStep]);
export type Step = z.infer<typeof Step>;
export const Steps = z
	.array(Step)
	.min(1)
	.max(MOST_STEPS)
	.refine((steps) => new Set(steps.map(({ id }) => id)).size === steps.length);

/** How many make a team; null where everybody is on their own. */
const Team = z
	.strictObject({
		least: z.int().min(1).max(MOST_IN_TEAM),
		most: z.int().min(2).max(MOST_IN_TEAM),
	})
	.refine(({ least, most }) => least <= most)
	.nullable();

const ChallengeFields = {
	...{ title: Words.min(1).max(80), words: Words.max(2000), icon: Words.min(1).max(16) },
	...{ startsAt: z.date(), endsAt: z.date(), team: Team },
	/** How many members can take part. */
	places: z.int().min(1).max(1_000_000).nullable(),
	steps: Steps,
	/** What everybody has of it who is through. */
	points: z.int().min(0).max(10_000),
	badgeId: z.uuid().nullable(),
};

export const ChallengeRef = z.strictObject({ challengeId: z.uuid() });
export type ChallengeRef = z.infer<typeof ChallengeRef>;

/** The id is made by the client before the first try, so that a retry creates nothing twice. */
export const SaveChallenge = z
	.strictObject({ id: z.uuid(), ...ChallengeFields, version: z.int().positive().nullable() })
	.refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'] });
export type SaveChallenge = z.infer<typeof SaveChallenge>;

export const ChangeChallenge = ChallengeRef.extend({ version: z.int().positive() });
export type ChangeChallenge = z.infer<typeof ChangeChallenge>;

export const Phase = z.enum(['draft', 'coming', 'running', 'over']);
export type Phase = z.infer<typeof Phase>;

/** A challenge as those see it who run it. */
export const ChallengeView = z.strictObject({
	...{ ...ChallengeFields, id: z.uuid(), version: z.int(), phase: Phase },
	/** How many take part, how many of them are through, and what waits to be judged. */
	...{ members: z.int(), done: z.int(), waiting: z.int() },
});
export type ChallengeView = z.infer<typeof ChallengeView>;

export const EvidenceState = z.enum(['waiting', 'accepted', 'returned']);
const Person = z.strictObject({
	...{ id: z.uuid(), handle: z.string(), name: z.string() },
	avatarFileId: z.uuid().nullable(),
});

export const ListEvidence = PageInput;
export type ListEvidence = z.infer<typeof ListEvidence>;
/** What waits for a judge, oldest first. */
export const WaitingEvidence = z.strictObject({
	...{ id: z.uuid(), body: z.string(), url: z.string(), sentAt: z.date() },
	...{ challenge: z.string(), step: z.string(), ask: z.string(), team: z.string() },
	/** Null for who asked to be forgotten. */
	member: Person.nullable(),
	/** Whether who asks is one of the party: they do not judge their own. */
	isOwn: z.boolean(),
});
export type WaitingEvidence = z.infer<typeof WaitingEvidence>;
export const EvidencePage = z.strictObject({
	items: z.array(WaitingEvidence),
	nextCursor: z.string().nullable(),
});
export type EvidencePage = z.infer<typeof EvidencePage>;

export const JudgeEvidence = z
	.strictObject({
		evidenceId: z.uuid(),
		isAccepted: z.boolean(),
		/** What they read; who sends something back says why. */
		answer: Words.max(500),
	})
	.refine(({ isAccepted, answer }) => isAccepted || answer !== '', { path: ['answer'] });
export type JudgeEvidence = z.infer<typeof JudgeEvidence>;

const TeamName = Words.min(1).max(60);

/** Alone where there are no teams; otherwise by an open team's id, a code, or with a team of one's own. */
export const JoinChallenge = ChallengeRef.extend({
	teamId: z.uuid().nullable().default(null),
	code: Words.max(20).nullable().default(null),
	newTeam: z
		.strictObject({ id: z.uuid(), name: TeamName, isOpen: z.boolean() })
		.nullable()
		.default(null),
});
export type JoinChallenge = z.infer<typeof JoinChallenge>;

/** The id is made by the client before the first try, so that a retry sends nothing twice. */
export const HandIn = ChallengeRef.extend({
	...{ id: z.uuid(), stepId: z.uuid(), body: Words.min(1).max(2000), url: Link },
});
export type HandIn = z.infer<typeof HandIn>;

const StepView = z.strictObject({
	...{ id: z.uuid(), title: z.string(), kind: z.enum(['counted', 'evidence']), ask: z.string() },
	/** How often it has to be done, and was by one's party so far. */
	...{ times: z.int(), count: z.int(), isDone: z.boolean() },
	/** What was handed in last. */
	evidence: z
		.strictObject({
			...{ id: z.uuid(), body: z.string(), url: z.string(), sentAt: z.date() },
			...{ state: EvidenceState, answer: z.string() },
		})
		.nullable(),
});
export type StepView = z.infer<typeof StepView>;

/** A challenge as members see it. */
export const ChallengeCard = z.strictObject({
	...{ id: z.uuid(), title: z.string(), words: z.string(), icon: z.string() },
	...{ startsAt: z.date(), endsAt: z.date(), phase: Phase, team: Team },
	/** How many take part, and how many more can; null without an end to it. */
	...{ members: z.int(), left: z.int().nullable() },
	steps: z.array(StepView).max(MOST_STEPS),
	points: z.int(),
	badge: z.strictObject({ name: z.string(), icon: z.string(), tone: z.enum(TONES) }).nullable(),
	/** One's own part in it. */
	mine: z
		.strictObject({
			...{ team: z.string(), isDone: z.boolean() },
			/** Whether a step was done since one last looked. */
			isNews: z.boolean(),
		})
		.nullable(),
});
export type ChallengeCard = z.infer<typeof ChallengeCard>;

export const ChallengeCards = z.strictObject({
	challenges: z.array(ChallengeCard).max(MOST_CHALLENGES),
});
export type ChallengeCards = z.infer<typeof ChallengeCards>;

export const ChallengePage = z.strictObject({
	challenge: ChallengeCard,
	/** Who takes part, who is through first. */
	people: z
		.array(z.strictObject({ member: Person, team: z.string(), isDone: z.boolean() }))
		.max(60),
	/** One's own team, with the code that lets others in. */
	team: z
		.strictObject({
			...{ id: z.uuid(), name: z.string(), code: z.string(), isOpen: z.boolean() },
			members: z.array(Person).max(MOST_IN_TEAM),
		})
		.nullable(),
	/** Teams that anybody can join. */
	openTeams: z
		.array(z.strictObject({ id: z.uuid(), name: z.string(), members: z.int(), left: z.int() }))
		.max(50),
});
export type ChallengePage = z.infer<typeof ChallengePage>;
