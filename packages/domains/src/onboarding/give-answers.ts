import { selfOf } from '@kith/kernel/actor';
import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import type { FieldInput, FieldValues } from '../fields/fields.schema.ts';
import { fillIn, keysOf } from '../fields/index.ts';
import { bindFiles } from '../media/index.ts';
import { followSpaces } from '../relations/index.ts';
import { enterSpaces } from '../spaces/index.ts';
import { followTags } from '../tags/index.ts';
import { arrivalOf, keepArrival, keepFieldValues } from './onboarding.queries.ts';
import { Arrival, type Answer, type GiveAnswers, type Question } from './onboarding.schema.ts';

/**
 * Answers the questions that newcomers are asked, for the first time or anew: spaces and tags that the answers bring are
 * followed (private spaces entered), fields filled in. What earlier answers brought and these do not is taken back;
 * what the member chose themselves stays. Throws `onboarding.question_not_found`, `onboarding.answer_not_found`,
 * with the question's id `onboarding.one_answer` and `onboarding.answer_missing`, and what `fillIn` refuses.
 */
export async function giveAnswers(
	ctx: CommunityContext,
	{ answers: given, fields }: GiveAnswers,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	const { questions } = ctx.snapshot.onboarding;
	for (const { questionId } of given)
		if (!questions.some(({ id }) => id === questionId))
			throw new NotFoundError('onboarding.question_not_found');
	const chosen = questions.map((question) => ({ question, answers: chosenOf(question, given) }));
	const inputs = inputsOf(
		ctx,
		questions,
		chosen.flatMap(({ answers }) => answers),
		fields,
	);
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const row = await arrivalOf(tx.db, memberId).forNoKeyUpdate().executeTakeFirstOrThrow();
		const before = Arrival.parse(row.onboarding);
		const had = row.fields as FieldValues;
		const after = fillIn(ctx.snapshot.memberFields, inputs, had);
		const values = await bindFiles(ctx, tx, { memberId, before: had, after });
		requireFields(questions, values);
		const fieldKeys = keysOf(ctx.snapshot.memberFields, values);
		if (inputs.length > 0)
			await keepFieldValues(tx.db, memberId, { fields: values, fieldKeys }).execute();
		await keepArrival(tx.db, memberId, {
			...before,
			answers: Object.fromEntries(
				chosen.map(({ question, answers }) => [question.id, idsOf(answers)]),
			),
			given: await bring(
				ctx,
				tx,
				memberId,
				before.given,
				chosen.flatMap(({ answers }) => answers),
			),
			done: { ...before.done, questions: before.done.questions ?? now.toISOString() },
		}).execute();
		await tx.emit('onboarding.answered', { memberId });
		tx.touchMember(memberId);
	});
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

function chosenOf(
	{ id, kind, isRequired, answers }: Question,
	given: GiveAnswers['answers'],
): Answer[] {
	const ids = given.filter(({ questionId }) => questionId === id).flatMap((one) => one.answerIds);
	if (!ids.every((one) => answers.some((answer) => answer.id === one)))
		throw new NotFoundError('onboarding.answer_not_found');
	const chosen = answers.filter((answer) => ids.includes(answer.id));
	if (kind === 'one' && chosen.length > 1) refuse('one_answer', id);
	if (kind !== 'field' && isRequired && chosen.length === 0) refuse('answer_missing', id);
	return chosen;
}

/** What is filled into fields: by the questions after them, and by answers that carry an option. */
function inputsOf(
	{ snapshot }: CommunityContext,
	questions: readonly Question[],
	answers: readonly Answer[],
	typed: readonly FieldInput[],
): FieldInput[] {
	const asked = new Set(questions.map(({ fieldId }) => fieldId));
	if (!typed.every(({ fieldId }) => asked.has(fieldId)))
		throw new NotFoundError('fields.not_found');
	const filled = Map.groupBy(
		answers.flatMap(({ fill }) => fill ?? []),
		({ fieldId }) => fieldId,
	);
	const known = snapshot.memberFields.filter(({ archivedAt }) => archivedAt === null);
	const brought = known.flatMap(({ id, kind }) => {
		const options = (filled.get(id) ?? []).map(({ optionId }) => optionId);
		// Of two answers that fill one field in, the last one counts where there is room for one.
		const values = kind === 'multi_select' ? [...new Set(options)] : options.slice(-1);
		return values.length > 0 ? [{ fieldId: id, values }] : [];
	});
	return [...brought, ...typed];
}

function requireFields(questions: readonly Question[], values: FieldValues): void {
	for (const { id, isRequired, fieldId } of questions)
		if (isRequired && fieldId !== null && !values[fieldId]) refuse('answer_missing', id);
}

/** Follows and enters what the answers bring, and takes back what only earlier ones did; returns what is theirs now. */
async function bring(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	before: Arrival['given'],
	answers: readonly Answer[],
): Promise<Arrival['given']> {
	const spaceIds = new Set(answers.flatMap((answer) => answer.spaceIds));
	const tagIds = new Set(answers.flatMap((answer) => answer.tagIds));
	const change = (wanted: ReadonlySet<string>, had: readonly string[]) => ({
		on: [...wanted].filter((id) => !had.includes(id)),
		off: had.filter((id) => !wanted.has(id)),
	});
	const entered = await enterSpaces(ctx, tx, memberId, change(spaceIds, before.enteredIds));
	const followed = await followSpaces(ctx, tx, memberId, change(spaceIds, before.spaceIds));
	const tagged = await followTags(ctx, tx, memberId, change(tagIds, before.tagIds));
	return {
		spaceIds: [...before.spaceIds.filter((id) => spaceIds.has(id)), ...followed],
		enteredIds: [...before.enteredIds.filter((id) => spaceIds.has(id)), ...entered],
		tagIds: [...before.tagIds.filter((id) => tagIds.has(id)), ...tagged],
	};
}

function refuse(problem: string, questionId: string): never {
	throw new InvalidError(`onboarding.${problem}`, { questionId });
}
