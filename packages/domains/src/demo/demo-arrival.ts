import type { Insertable } from 'kysely';
import type { CommunityTables } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import {
	DEFAULT_ONBOARDING,
	type Arrival,
	type OnboardingSettings,
	type Question,
} from '../onboarding/onboarding.schema.ts';
import { tagSlug } from '../tags/tags.schema.ts';
import type { Demo, DemoMember, DemoQuestion } from '../templates/index.ts';
import type { fieldsOf } from './demo-fields.ts';
import type { TagRows } from './demo.queries.ts';

type Known = {
	fields: ReturnType<typeof fieldsOf>;
	spaceIds: ReadonlyMap<string, string>;
	tagNames: TagRows['names'];
};

const DAY_MS = 86_400_000;
/** How long the list of first steps greets somebody of the demo. */
const GREETED_DAYS = 30;

/** What the demo asks its newcomers, with ids of its own. Throws for a field, an option or a tag that is not there. */
export function onboardingOf({ onboarding }: Demo, known: Known): OnboardingSettings {
	if (!onboarding) return DEFAULT_ONBOARDING;
	const { steps } = DEFAULT_ONBOARDING.firstSteps;
	const introSpaceId = known.spaceIds.get(onboarding.introSpace ?? '') ?? null;
	return {
		questions: onboarding.questions.map((question) => questionOf(question, known)),
		firstSteps: { steps: introSpaceId ? [...steps, 'introduce'] : steps, introSpaceId },
		version: 1,
	};
}

/** The first version of the guidelines, accepted by everybody minutes after they joined. */
export function acceptancesOf(
	members: readonly { id: string; joinedAt: Date }[],
): Insertable<CommunityTables['guidelineAcceptances']>[] {
	return members.map(({ id, joinedAt }, index) => ({
		...{ version: 1, memberId: id },
		acceptedAt: new Date(joinedAt.getTime() + (2 + (index % 7)) * 60_000),
	}));
}

/** Where a member is in their welcome: those who answered went through all of it. */
export function arrivalOfMember(
	{ answers, joinedDaysAgo }: DemoMember,
	joinedAt: Date,
	{ questions }: OnboardingSettings,
): Partial<Arrival> {
	const at = (days: number) => new Date(joinedAt.getTime() + days * DAY_MS).toISOString();
	const isSettled = joinedDaysAgo > GREETED_DAYS;
	if (!answers && !isSettled) return {};
	const done = { profile: at(0.01), questions: at(0.01), follow: at(0.01) };
	const chosen = questions.map((question) => [
		question.id,
		question.answers.filter(({ label }) => answers?.includes(label)).map(({ id }) => id),
	]);
	return {
		...{ done, answers: Object.fromEntries(chosen) },
		...(isSettled ? { hiddenAt: at(7) } : {}),
	};
}

function questionOf(
	{ field, answers = [], ...question }: DemoQuestion,
	{ fields, spaceIds, tagNames }: Known,
): Question {
	const fieldOf = (key: string) => {
		const found = fields.find((one) => one.key === key);
		if (!found) throw new Error(`the demo has no field ${key}`);
		return found.field;
	};
	const filled = ({ field: key, option }: { field: string; option: string }) => {
		const { id, options } = fieldOf(key);
		const optionId = options.find(({ label }) => label === option)?.id;
		if (!optionId) throw new Error(`the demo's field ${key} has no option ${option}`);
		return { fieldId: id, optionId };
	};
	const tagId = (name: string) => {
		const found = tagNames.find(({ slug }) => slug === tagSlug(name));
		if (!found) throw new Error(`the demo has no tag ${name}`);
		return found.tagId;
	};
	return {
		...{ id: newId(), ...question, fieldId: field ? fieldOf(field).id : null },
		answers: answers.map(({ label, spaces = [], tags = [], fill }) => ({
			...{ id: newId(), label, tagIds: tags.map(tagId), fill: fill ? filled(fill) : null },
			spaceIds: spaces.flatMap((key) => spaceIds.get(key) ?? []),
		})),
	};
}
