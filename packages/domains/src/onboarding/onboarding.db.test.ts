import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields, outcomeOf, spaceFields, tagFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import type { Answer, Question, OnboardingSettings } from './onboarding.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
let ann: typeof admin;
let secret: string;
let hall: string;
let tagId: string;
let tagName: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
});
beforeEach(async () => {
	ann = await here.member('member', `Ann ${newId().slice(-12)}`);
	const { spaces, tags } = await as(admin);
	hall = (await spaces.create(spaceFields('Hall'))).spaceId;
	secret = (await spaces.create({ ...spaceFields('Cabinet'), visibility: 'private' })).spaceId;
	tagName = `Tenors ${newId().slice(-12)}`;
	tagId = (await tags.create({ id: newId(), ...tagFields(tagName) })).tagId;
	await save([]);
});
afterAll(() => installation.close());

const as = async (who: typeof admin | null) => communityCaller(await here.as(who));
const answer = (label: string, brings: Partial<Answer> = {}): Answer => ({
	...{ id: newId(), label, spaceIds: [], tagIds: [], fill: null, ...brings },
});
const question = (answers: Answer[], change: Partial<Question> = {}): Question => ({
	...{ id: newId(), kind: 'one', title: 'What do you sing?', hint: '', isRequired: false },
	...{ fieldId: null, answers, ...change },
});

async function save(questions: Question[], change: Partial<OnboardingSettings> = {}) {
	const { onboarding } = await as(admin);
	const { version, firstSteps } = await onboarding.settings();
	return onboarding.save({ version, firstSteps, questions, ...change });
}
async function reply(who: typeof admin, asked: Question, ...chosen: Answer[]) {
	const { onboarding } = await as(who);
	const answerIds = chosen.map(({ id }) => id);
	await onboarding.answer({ answers: [{ questionId: asked.id, answerIds }] });
}
async function state(who: typeof admin) {
	const ctx = await here.as(who);
	const { relations, tags } = communityCaller(ctx);
	const isFollowed = async (spaceId: string) =>
		ctx.grants.spaces.readable.includes(spaceId) &&
		(await relations.toSpace({ spaceId })).isFollowed;
	return {
		hall: await isFollowed(hall),
		secret: await isFollowed(secret),
		tags: (await tags.followed()).map(({ name }) => name),
	};
}

test('answers follow spaces and tags, open private spaces, and take back only what they brought', async () => {
	const [tenor, bass] = [
		answer('Tenor', { spaceIds: [secret], tagIds: [tagId] }),
		answer('Bass', { spaceIds: [hall] }),
	];
	const asked = question([tenor, bass]);
	await save([asked]);
	await reply(ann, asked, tenor);
	expect(await state(ann)).toEqual({ hall: false, secret: true, tags: [tagName] });
	const { tags } = await (await as(admin)).onboarding.settings();
	expect(tags).toEqual([{ id: tagId, name: tagName }]);
	await reply(ann, asked, bass);
	expect(await state(ann)).toEqual({ hall: true, secret: false, tags: [] });
});

test('what a member chose themselves stays when an answer changes', async () => {
	const tenor = answer('Tenor', { spaceIds: [hall, secret], tagIds: [tagId] });
	const asked = question([tenor, answer('Bass')]);
	await save([asked]);
	const { relations, tags } = await as(ann);
	await relations.followSpace({ spaceId: hall, on: true });
	await tags.follow({ tagId, on: true });
	await (
		await as(admin)
	).spaces.setMember({ spaceId: secret, memberId: ann.memberId, allowed: true });
	await reply(ann, asked, tenor);
	await reply(ann, asked);
	const ctx = await here.as(ann);
	expect(ctx.grants.spaces.readable).toContain(secret);
	expect(await state(ann)).toMatchObject({ hall: true, tags: [tagName] });
});

test('an answer does not bring back a space that was muted', async () => {
	const bass = answer('Bass', { spaceIds: [hall] });
	const asked = question([bass]);
	await save([asked]);
	const { relations } = await as(ann);
	await relations.muteSpace({ spaceId: hall, on: true });
	await reply(ann, asked, bass);
	const relation = relations.toSpace({ spaceId: hall });
	expect(await relation).toEqual({ isFollowed: false, isMuted: true });
});

test('answers fill fields in, and a question after a field fills in that one', async () => {
	const { fields } = await as(admin);
	const options = ['Alto', 'Bass'].map((label) => ({ id: newId(), label }));
	const voice = await fields.create({ kind: 'select', ...fieldFields(), label: 'Voice', options });
	const town = await fields.create({
		kind: 'location',
		...fieldFields(),
		label: 'Town',
		isRequired: true,
	});
	const bass = answer('Low', { fill: { fieldId: voice.fieldId, optionId: options[1]?.id ?? '' } });
	const asked = question([bass, answer('High')]);
	const after = question([], { kind: 'field', fieldId: town.fieldId, isRequired: true });
	await save([asked, after]);
	const { onboarding, members } = await as(ann);
	const low = [{ questionId: asked.id, answerIds: [bass.id] }];
	expect(await outcomeOf(onboarding.answer({ answers: low }))).toBe('onboarding.answer_missing');
	await onboarding.answer({ answers: low, fields: [{ fieldId: town.fieldId, values: ['Ghent'] }] });
	const profile = await members.profile({ handle: ann.name.toLowerCase().replace(' ', '-') });
	expect(profile.fields.map(({ label, values }) => [label, values])).toEqual([
		['Voice', ['Bass']],
		['Town', ['Ghent']],
	]);
	const other = {
		answers: low,
		fields: [{ fieldId: voice.fieldId, values: [options[0]?.id ?? ''] }],
	};
	expect(await outcomeOf(onboarding.answer(other))).toBe('fields.not_found');
});

test('what is missing, too much or unknown is refused by name and changes nothing', async () => {
	const [one, two] = [answer('One', { spaceIds: [hall] }), answer('Two')];
	const asked = question([one, two], { isRequired: true });
	await save([asked]);
	const { onboarding } = await as(ann);
	const give = (...answerIds: string[]) =>
		outcomeOf(onboarding.answer({ answers: [{ questionId: asked.id, answerIds }] }));
	expect(await give()).toBe('onboarding.answer_missing');
	expect(await give(one.id, two.id)).toBe('onboarding.one_answer');
	expect(await give(newId())).toBe('onboarding.answer_not_found');
	const unknown = { answers: [{ questionId: newId(), answerIds: [] }] };
	expect(await outcomeOf(onboarding.answer(unknown))).toBe('onboarding.question_not_found');
	expect(await state(ann)).toMatchObject({ hall: false });
});

test('questions that could not work are refused', async () => {
	const { fieldId } = await (await as(admin)).fields.create({ kind: 'text', ...fieldFields() });
	const twice = answer('Twice');
	for (const [code, ...questions] of [
		['onboarding.no_answers', question([])],
		['onboarding.same_answers', question([twice, twice])],
		['onboarding.field_missing', question([], { kind: 'field' })],
		['onboarding.field_missing', question([twice], { fieldId })],
		[
			'onboarding.field_twice',
			question([], { kind: 'field', fieldId }),
			question([], { kind: 'field', fieldId }),
		],
		['spaces.not_found', question([answer('A', { spaceIds: [newId()] })])],
		['tags.not_found', question([answer('A', { tagIds: [newId()] })])],
		['fields.not_found', question([], { kind: 'field', fieldId: newId() })],
		['fields.not_found', question([answer('A', { fill: { fieldId, optionId: newId() } })])],
	] as const)
		expect(await outcomeOf(save([...questions] as Question[]))).toBe(code);
	expect((await (await as(admin)).onboarding.settings()).questions).toEqual([]);
});

test('of two admins who save at once the second is told to look again', async () => {
	const { onboarding } = await as(admin);
	const { version, firstSteps: steps } = await onboarding.settings();
	const wish = { version, firstSteps: steps, questions: [question([answer('A')])] };
	const outcomes = await Promise.all([1, 2].map(() => outcomeOf(onboarding.save(wish))));
	expect(outcomes.toSorted()).toEqual(['done', 'onboarding.changed_meanwhile']);
});

test('the welcome has at most four screens and goes on where it was left', async () => {
	const asked = question([answer('Tenor', { spaceIds: [hall], tagIds: [tagId] })]);
	expect(await stepsOf(ann)).toEqual(['guidelines ✓', 'profile', 'follow']);
	await save([asked]);
	const api = await as(ann);
	await api.onboarding.finishStep({ step: 'profile' });
	await api.onboarding.finishStep({ step: 'profile' });
	expect(await stepsOf(ann)).toEqual(['guidelines ✓', 'profile ✓', 'questions', 'follow']);
	const { questions } = await api.onboarding.welcome();
	expect(questions[0]?.answers[0]).toMatchObject({
		spaces: ['Hall'],
		tags: [tagName],
		isChosen: false,
	});
	await reply(ann, asked, ...asked.answers);
	expect(await stepsOf(ann)).toEqual(['guidelines ✓', 'profile ✓', 'questions ✓', 'follow']);
});

test('a tag or a space that is gone is asked about no more, and harms no answer', async () => {
	const asked = question([answer('Tenor', { spaceIds: [hall], tagIds: [tagId] })]);
	await save([asked]);
	await (await as(admin)).tags.delete({ tagId });
	const { questions } = await (await as(ann)).onboarding.welcome();
	expect(questions[0]?.answers[0]).toMatchObject({ spaces: ['Hall'], tags: [] });
	await reply(ann, asked, ...asked.answers);
	expect(await state(ann)).toMatchObject({ hall: true, tags: [] });
});

test('first steps are read off what a member did, and are put away and shown again', async () => {
	await save([], {
		firstSteps: { steps: ['about', 'follow', 'introduce', 'reply'], introSpaceId: hall },
	});
	expect(await firstSteps(ann)).toEqual(['about', 'follow', 'introduce', 'reply']);
	const { posts, comments, relations, tags, onboarding } = await as(ann);
	const postId = newId();
	await posts.publish({ id: postId, spaceId: hall, title: 'I am Ann', body: words('Hello') });
	await comments.publish({ id: newId(), postId, parentId: null, body: words('And more') });
	await relations.followSpace({ spaceId: hall, on: true });
	await tags.follow({ tagId, on: true });
	expect(await firstSteps(ann)).toEqual(['about', 'follow', 'introduce ✓', 'reply ✓']);
	await relations.follow({ memberId: admin.memberId, on: true });
	expect(await firstSteps(ann)).toEqual(['about', 'follow ✓', 'introduce ✓', 'reply ✓']);
	expect((await here.as(ann)).viewer?.isArriving).toBe(true);
	await onboarding.hideFirstSteps({ hidden: true });
	expect((await here.as(ann)).viewer?.isArriving).toBe(false);
	await onboarding.hideFirstSteps({ hidden: false });
	expect((await here.as(ann)).viewer?.isArriving).toBe(true);
});

test('the funnel counts each newcomer once, as far as they came', async () => {
	const asked = question([answer('Tenor')]);
	await save([asked]);
	const before = await (await as(admin)).onboarding.funnel();
	const eve = await here.member('member', 'Eve');
	const api = await as(eve);
	const joined = await (await as(admin)).onboarding.funnel();
	expect(joined.joined).toBe(before.joined + 1);
	expect(joined.answered).toBe(before.answered);
	await reply(eve, asked, ...asked.answers);
	expect((await (await as(admin)).onboarding.funnel()).answered).toBe(before.answered + 1);
	await api.posts.publish({ id: newId(), spaceId: hall, title: 'Hello', body: words('Hello') });
	const done = await (await as(admin)).onboarding.funnel();
	expect(done).toEqual({
		...joined,
		answered: before.answered + 1,
		contributed: before.contributed + 1,
	});
});

test('what was answered goes with who leaves', async () => {
	const tenor = answer('Tenor', { spaceIds: [hall], tagIds: [tagId] });
	const asked = question([tenor]);
	await save([asked]);
	await reply(ann, asked, tenor);
	await (await as(ann)).members.leave({ contributions: 'keep' });
	const row = here.db.selectFrom('members').select('onboarding').where('id', '=', ann.memberId);
	expect(await row.executeTakeFirstOrThrow()).toEqual({ onboarding: {} });
});

async function stepsOf(who: typeof admin) {
	const { steps } = await (await as(who)).onboarding.welcome();
	return steps.map(({ step, isDone }) => (isDone ? `${step} ✓` : step));
}
async function firstSteps(who: typeof admin) {
	const { steps } = await (await as(who)).onboarding.firstSteps();
	return steps.map(({ step, isDone }) => (isDone ? `${step} ✓` : step));
}
