import { selfOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import type { FieldValues } from '../fields/fields.schema.ts';
import { ownFields } from '../fields/index.ts';
import { arrivalOf, firstFacts, funnelSince, tagNames } from './onboarding.queries.ts';
import {
	Arrival,
	WelcomeStep,
	type AskedQuestion,
	type FirstSteps,
	type Funnel,
	type Question,
	type Welcome,
} from './onboarding.schema.ts';

const FUNNEL_DAYS = 30;
const DAY_MS = 86_400_000;

/** Where the acting member is in their welcome, with the questions as they are asked. */
export async function getWelcome(ctx: CommunityContext): Promise<Welcome> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	const row = await arrivalOf(ctx.db, memberId).executeTakeFirstOrThrow();
	const arrival = Arrival.parse(row.onboarding);
	const questions = await asked(ctx, arrival, row.fields as FieldValues);
	const { guidelines } = ctx.snapshot;
	const isAccepted = row.guidelinesVersion >= guidelines.required;
	const isThere = (step: WelcomeStep) => {
		if (step === 'guidelines') return guidelines.version > 0;
		return step !== 'questions' || questions.length > 0;
	};
	return {
		steps: WelcomeStep.options.filter(isThere).map((step) => ({
			step,
			isDone: step === 'guidelines' ? isAccepted : arrival.done[step] !== undefined,
		})),
		questions,
	};
}

/** The first steps with those that are done, each read off what the member did. */
export async function getFirstSteps(ctx: CommunityContext): Promise<FirstSteps> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	const { firstSteps, questions } = ctx.snapshot.onboarding;
	const space = ctx.snapshot.spaces.find(({ id }) => id === firstSteps.introSpaceId);
	const intro = space && ctx.grants.spaces.postable.includes(space.id) ? space : null;
	const facts = await firstFacts(ctx.db, memberId, intro?.id ?? null).executeTakeFirstOrThrow();
	const { done, hiddenAt } = Arrival.parse(facts.onboarding);
	const isDone = {
		photo: facts.avatarFileId !== null,
		about: facts.bio !== '',
		follow: facts.followed >= 3,
		introduce: Boolean(facts.introduced),
		reply: Boolean(facts.replied),
	};
	const steps = firstSteps.steps.filter((step) => step !== 'introduce' || intro);
	return {
		isHidden: hiddenAt !== undefined,
		introSpace: intro?.slug ?? null,
		steps: [
			...(questions.length > 0
				? [{ step: 'questions' as const, isDone: done.questions !== undefined }]
				: []),
			...steps.map((step) => ({ step, isDone: isDone[step] })),
		],
	};
}

/** How far those who joined in the last thirty days have come. */
export async function getFunnel(ctx: CommunityContext): Promise<Funnel> {
	ctx.authorize('administer', 'Setting', { key: 'onboarding' });
	const { guidelines, onboarding } = ctx.snapshot;
	const counts = await funnelSince(ctx.db, {
		since: new Date(ctx.clock.now().getTime() - FUNNEL_DAYS * DAY_MS),
		hasGuidelines: guidelines.version > 0,
		hasQuestions: onboarding.questions.length > 0,
	}).executeTakeFirstOrThrow();
	return { days: FUNNEL_DAYS, ...counts };
}

async function asked(
	ctx: CommunityContext,
	arrival: Arrival,
	values: FieldValues,
): Promise<AskedQuestion[]> {
	const { questions } = ctx.snapshot.onboarding;
	const tagIds = [
		...new Set(questions.flatMap(({ answers }) => answers.flatMap((one) => one.tagIds))),
	];
	const tags = tagIds.length > 0 ? await tagNames(ctx.db, tagIds).execute() : [];
	const fields = ownFields(ctx, values);
	const nameIn = (list: readonly { id: string; name: string }[]) => (id: string) =>
		list.find((one) => one.id === id)?.name ?? [];
	const shown = ({ id, answers, fieldId, ...question }: Question): AskedQuestion => ({
		...{ id, ...question },
		answers: answers.map(({ id: answerId, label, ...brings }) => ({
			...{ id: answerId, label },
			spaces: brings.spaceIds.flatMap(nameIn(ctx.snapshot.spaces)),
			tags: brings.tagIds.flatMap(nameIn(tags)),
			isChosen: arrival.answers[id]?.includes(answerId) ?? false,
		})),
		field: fields.find((field) => field.fieldId === fieldId) ?? null,
	});
	// A question after a field that went out of use is asked no more.
	return questions.map(shown).filter(({ kind, field }) => kind !== 'field' || field !== null);
}
