import * as z from 'zod';
import { FieldInput, MOST_FIELDS, OwnField } from '../fields/fields.schema.ts';

export const MOST_QUESTIONS = 8;
export const MOST_ANSWERS = 20;
/** Spaces and tags that one answer brings, each. */
const MOST_GIVEN = 10;

/** One answer is chosen, several are, or a field of the profile is filled in. */
export const QuestionKind = z.enum(['one', 'many', 'field']);
export type QuestionKind = z.infer<typeof QuestionKind>;

/** An answer, and what it does for who gives it. */
export const Answer = z.strictObject({
	id: z.uuid(),
	label: z.string().trim().min(1).max(80),
	/** Followed; a private space is entered. */
	spaceIds: z.array(z.uuid()).max(MOST_GIVEN),
	/** Followed. */
	tagIds: z.array(z.uuid()).max(MOST_GIVEN),
	/** An option of a field that is filled in. */
	fill: z.strictObject({ fieldId: z.uuid(), optionId: z.uuid() }).nullable(),
});
export type Answer = z.infer<typeof Answer>;

export const Question = z.strictObject({
	id: z.uuid(),
	kind: QuestionKind,
	title: z.string().trim().min(1).max(120),
	hint: z.string().trim().max(200),
	isRequired: z.boolean(),
	/** Of a question after a field; null for the others. */
	fieldId: z.uuid().nullable(),
	/** Empty for a question after a field. */
	answers: z.array(Answer).max(MOST_ANSWERS),
});
export type Question = z.infer<typeof Question>;

/** The first things to do, each read off what the member did. */
export const FirstStep = z.enum(['photo', 'about', 'follow', 'introduce', 'reply']);
export type FirstStep = z.infer<typeof FirstStep>;

const Parts = {
	questions: z.array(Question).max(MOST_QUESTIONS),
	firstSteps: z.strictObject({
		steps: z.array(FirstStep).max(FirstStep.options.length),
		/** Where newcomers introduce themselves. */
		introSpaceId: z.uuid().nullable(),
	}),
};

/** How a community receives its newcomers; the version counts the changes. */
export const OnboardingSettings = z.strictObject({ ...Parts, version: z.int().min(0) });
export type OnboardingSettings = z.infer<typeof OnboardingSettings>;
export const DEFAULT_ONBOARDING: OnboardingSettings = {
	questions: [],
	firstSteps: { steps: ['photo', 'about', 'follow', 'reply'], introSpaceId: null },
	version: 0,
};

/** The settings with what their editor needs beside them. */
export const EditedOnboarding = OnboardingSettings.extend({
	/** The tags that answers bring, as far as they are there. */
	tags: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
});
export type EditedOnboarding = z.infer<typeof EditedOnboarding>;

/** The screens of the welcome, in their order. */
export const WelcomeStep = z.enum(['guidelines', 'profile', 'questions', 'follow']);
export type WelcomeStep = z.infer<typeof WelcomeStep>;

/** What a member's row keeps of their welcome. */
export const Arrival = z.strictObject({
	/** When each screen was gone through or passed over. */
	done: z.partialRecord(WelcomeStep, z.iso.datetime()).default({}),
	answers: z.record(z.uuid(), z.array(z.uuid())).default({}),
	/** What the answers brought and nothing had before: taken back when they change. */
	given: z
		.strictObject({
			/** Followed. */
			spaceIds: z.array(z.uuid()),
			/** Private ones that were entered. */
			enteredIds: z.array(z.uuid()),
			tagIds: z.array(z.uuid()),
		})
		.default({ spaceIds: [], enteredIds: [], tagIds: [] }),
	hiddenAt: z.iso.datetime().optional(),
});
export type Arrival = z.infer<typeof Arrival>;

/** A question as a newcomer reads it. */
export const AskedQuestion = Question.pick({
	...{ id: true, kind: true, title: true, hint: true, isRequired: true },
}).extend({
	/** With the names of the spaces and tags it brings. */
	answers: z.array(
		z.strictObject({
			id: z.uuid(),
			label: z.string(),
			spaces: z.array(z.string()),
			tags: z.array(z.string()),
			isChosen: z.boolean(),
		}),
	),
	field: OwnField.nullable(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/** Where a member is in their welcome. */
export const Welcome = z.strictObject({
	/** The screens there are for them, in their order. */
	steps: z.array(z.strictObject({ step: WelcomeStep, isDone: z.boolean() })),
	questions: z.array(AskedQuestion),
});
export type Welcome = z.infer<typeof Welcome>;

export const GiveAnswers = z.strictObject({
	answers: z
		.array(
			z.strictObject({
				questionId: z.uuid(),
				answerIds: z.array(z.uuid()).max(MOST_ANSWERS),
			}),
		)
		.max(MOST_QUESTIONS),
	/** For the questions after fields. */
	fields: z.array(FieldInput).max(MOST_FIELDS).default([]),
});
export type GiveAnswers = z.infer<typeof GiveAnswers>;

export const FinishStep = z.strictObject({ step: WelcomeStep.exclude(['guidelines']) });
export type FinishStep = z.infer<typeof FinishStep>;

/** The list of first steps on the home page. */
export const FirstSteps = z.strictObject({
	isHidden: z.boolean(),
	steps: z.array(
		z.strictObject({
			step: z.union([FirstStep, z.literal('questions')]),
			isDone: z.boolean(),
		}),
	),
	/** The slug of the space for introductions; null where there is none. */
	introSpace: z.string().nullable(),
});
export type FirstSteps = z.infer<typeof FirstSteps>;

export const HideFirstSteps = z.strictObject({ hidden: z.boolean() });
export type HideFirstSteps = z.infer<typeof HideFirstSteps>;

/** How far those who joined in the last days have come; each figure counts members of the one before it. */
export const Funnel = z.strictObject({
	days: z.int(),
	joined: z.int(),
	/** Accepted the guidelines; equal to `joined` where there are none. */
	accepted: z.int(),
	/** Went through the questions; equal to `accepted` where there are none. */
	answered: z.int(),
	/** Wrote a post or a comment within seven days. */
	contributed: z.int(),
});
export type Funnel = z.infer<typeof Funnel>;
