import * as z from 'zod';
import type { MemberField } from '@kith/domains/fields/schema';
import { FirstStep, QuestionKind, type OnboardingSettings } from '@kith/domains/onboarding/schema';

const DraftAnswer = z.strictObject({
	...{ id: z.string(), label: z.string(), spaceIds: z.array(z.string()) },
	tagIds: z.array(z.string()),
	fill: z.strictObject({ fieldId: z.string(), optionId: z.string() }).nullable(),
});
export type DraftAnswer = z.infer<typeof DraftAnswer>;

const DraftQuestion = z.strictObject({
	...{ id: z.string(), kind: QuestionKind, title: z.string(), hint: z.string() },
	...{ isRequired: z.boolean(), fieldId: z.string().nullable(), answers: z.array(DraftAnswer) },
});
export type DraftQuestion = z.infer<typeof DraftQuestion>;

/** How newcomers are received while it is being written: anything may still be empty. */
export const OnboardingDraft = z.strictObject({
	questions: z.array(DraftQuestion),
	firstSteps: z.strictObject({ steps: z.array(FirstStep), introSpaceId: z.string().nullable() }),
});
export type OnboardingDraft = z.infer<typeof OnboardingDraft>;

/** What the community has that questions can name. */
export type Known = {
	spaces: readonly { id: string; name: string; visibility: string }[];
	tags: readonly { id: string; name: string }[];
	/** Those in use. */
	fields: readonly MemberField[];
};

export const newAnswer = (): DraftAnswer => ({
	...{ id: crypto.randomUUID(), label: '', spaceIds: [], tagIds: [], fill: null },
});

export const newQuestion = (): DraftQuestion => ({
	...{ id: crypto.randomUUID(), kind: 'one', title: '', hint: '', isRequired: false },
	...{ fieldId: null, answers: [newAnswer(), newAnswer()] },
});

/** What is saved, without the spaces, tags and fields that are gone since: a save that named them would be refused. */
export function draftOf(
	{ questions, firstSteps }: Omit<OnboardingSettings, 'version'>,
	known: Known,
): OnboardingDraft {
	const has = (list: readonly { id: string }[]) => {
		const ids = new Set(list.map(({ id }) => id));
		return (id: string | null) => id !== null && ids.has(id);
	};
	const [hasSpace, hasTag, hasField] = [has(known.spaces), has(known.tags), has(known.fields)];
	const isFilled = ({ fieldId, optionId }: { fieldId: string; optionId: string }) =>
		known.fields
			.find(({ id }) => id === fieldId)
			?.options.some((option) => option.id === optionId) ?? false;
	return {
		questions: questions.map((question) => ({
			...question,
			fieldId: hasField(question.fieldId) ? question.fieldId : null,
			answers: question.answers.map((answer) => ({
				...answer,
				spaceIds: answer.spaceIds.filter(hasSpace),
				tagIds: answer.tagIds.filter(hasTag),
				fill: answer.fill && isFilled(answer.fill) ? answer.fill : null,
			})),
		})),
		firstSteps: {
			...{ steps: firstSteps.steps },
			introSpaceId: hasSpace(firstSteps.introSpaceId) ? firstSteps.introSpaceId : null,
		},
	};
}

/** Another kind asks in another way: answers are for choosing among, a field is for being filled in. */
export function withKind(question: DraftQuestion, kind: QuestionKind): DraftQuestion {
	if (kind === 'field') return { ...question, kind, answers: [] };
	const answers = question.answers.length > 0 ? question.answers : newQuestion().answers;
	return { ...question, kind, fieldId: null, answers };
}

export type QuestionFault = 'title' | 'answers' | 'labels' | 'field' | 'field_twice';

/** What keeps each question from being saved, by its id; answers without a label and anything to do do not count. */
export function faultsOf({ questions }: OnboardingDraft): ReadonlyMap<string, QuestionFault[]> {
	const asked = questions.flatMap(({ fieldId }) => fieldId ?? []);
	const faults = questions.map((question): [string, QuestionFault[]] => {
		const { id, kind, title, fieldId } = question;
		const answers = question.answers.filter(isFilled);
		const wrong: Record<QuestionFault, boolean> = {
			title: title.trim() === '',
			answers: kind !== 'field' && answers.length === 0,
			labels: answers.some(({ label }) => label.trim() === ''),
			field: kind === 'field' && fieldId === null,
			field_twice: asked.filter((one) => one === fieldId).length > 1,
		};
		return [id, (Object.keys(wrong) as QuestionFault[]).filter((fault) => wrong[fault])];
	});
	return new Map(faults.filter(([, list]) => list.length > 0));
}

/** The draft as it is sent: trimmed, without empty answers. */
export function savable(
	{ questions, firstSteps }: OnboardingDraft,
	version: number,
): OnboardingSettings {
	return {
		version,
		firstSteps,
		questions: questions.map((question) => ({
			...question,
			...{ title: question.title.trim(), hint: question.hint.trim() },
			answers: question.answers
				.filter(isFilled)
				.map((answer) => ({ ...answer, label: answer.label.trim() })),
		})),
	};
}

/** The private spaces among those an answer follows: who gives it gets in. */
export function opened({ spaceIds }: DraftAnswer, { spaces }: Known): string[] {
	return spaces
		.filter(({ id, visibility }) => visibility === 'private' && spaceIds.includes(id))
		.map(({ name }) => name);
}

const isFilled = ({ label, spaceIds, tagIds, fill }: DraftAnswer) =>
	label.trim() !== '' || spaceIds.length + tagIds.length > 0 || fill !== null;
