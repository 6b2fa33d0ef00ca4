import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { ONBOARDING, tagNames } from './onboarding.queries.ts';
import {
	DEFAULT_ONBOARDING,
	OnboardingSettings,
	type EditedOnboarding,
	type Question,
} from './onboarding.schema.ts';

/** How newcomers are received, for who decides it. */
export async function getOnboarding(ctx: CommunityContext): Promise<EditedOnboarding> {
	ctx.authorize('administer', 'Setting', { key: 'onboarding' });
	const { onboarding } = ctx.snapshot;
	const tagIds = [...new Set(onboarding.questions.flatMap(tagsOf))];
	const tags = tagIds.length > 0 ? await tagNames(ctx.db, tagIds).execute() : [];
	return { ...onboarding, tags };
}

/**
 * Changes how newcomers are received, all at once, upon the version that the editor started from. Throws `onboarding.changed_meanwhile` when it was changed since the
 * version that is named, `onboarding.no_answers`, `onboarding.same_answers`, `onboarding.field_missing`, `onboarding.field_twice`, and
 * `spaces.not_found`, `tags.not_found` or `fields.not_found` for what an answer names and is not there.
 */
export async function saveOnboarding(
	ctx: CommunityContext,
	{ version, ...parts }: OnboardingSettings,
): Promise<OnboardingSettings> {
	ctx.authorize('administer', 'Setting', { key: 'onboarding' });
	checkQuestions(ctx, parts.questions);
	requireSpaces(ctx, [parts.firstSteps.introSpaceId ?? []].flat());
	const now = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		const tagIds = [...new Set(parts.questions.flatMap(tagsOf))];
		const known = tagIds.length > 0 ? await tagNames(tx.db, tagIds).execute() : [];
		if (known.length < tagIds.length) throw new NotFoundError('tags.not_found');
		await startSetting(tx.db, ONBOARDING, DEFAULT_ONBOARDING, now).execute();
		const row = await storedSetting(tx.db, ONBOARDING).forNoKeyUpdate().executeTakeFirstOrThrow();
		const before = OnboardingSettings.parse(row.value);
		if (before.version !== version) throw new ConflictError('onboarding.changed_meanwhile');
		const settings = { ...parts, version: version + 1 };
		await keepSetting(tx.db, ONBOARDING, settings, now).execute();
		tx.audit({
			action: 'settings.updated',
			target: { kind: 'settings', id: 'onboarding', label: 'onboarding' },
			...{ before, after: settings },
		});
		await tx.emit('onboarding.changed', { version: settings.version });
		tx.touchCommunity();
		return settings;
	});
}

const tagsOf = ({ answers }: Question) => answers.flatMap(({ tagIds }) => tagIds);

function checkQuestions(ctx: CommunityContext, questions: readonly Question[]): void {
	const ids = questions.flatMap(({ id, answers }) => [id, ...answers.map((answer) => answer.id)]);
	if (new Set(ids).size < ids.length) throw new InvalidError('onboarding.same_answers');
	for (const question of questions) checkQuestion(ctx, question);
	const fieldIds = questions.flatMap(({ fieldId }) => fieldId ?? []);
	if (new Set(fieldIds).size < fieldIds.length) throw new InvalidError('onboarding.field_twice');
}

function checkQuestion(ctx: CommunityContext, { id, kind, fieldId, answers }: Question): void {
	if (fieldId !== null) requireField(ctx, fieldId);
	for (const { spaceIds, fill } of answers) {
		requireSpaces(ctx, spaceIds);
		if (fill) requireField(ctx, fill.fieldId, fill.optionId);
	}
	if ((kind === 'field') === (fieldId === null))
		throw new InvalidError('onboarding.field_missing', { questionId: id });
	if ((kind === 'field') !== (answers.length === 0))
		throw new InvalidError('onboarding.no_answers', { questionId: id });
}

function requireSpaces({ snapshot }: CommunityContext, spaceIds: readonly string[]): void {
	const known = new Set(snapshot.spaces.map(({ id }) => id));
	if (!spaceIds.every((id) => known.has(id))) throw new NotFoundError('spaces.not_found');
}

function requireField({ snapshot }: CommunityContext, fieldId: string, optionId?: string): void {
	const field = snapshot.memberFields.find(({ id }) => id === fieldId);
	if (!field || field.archivedAt !== null) throw new NotFoundError('fields.not_found');
	if (optionId && !field.options.some(({ id }) => id === optionId))
		throw new NotFoundError('fields.not_found');
}
