import { expect, test } from 'vitest';
import type { MemberField } from '@kith/domains/fields/schema';
import {
	draftOf,
	faultsOf,
	newAnswer,
	newQuestion,
	opened,
	savable,
	withKind,
	type DraftAnswer,
	type DraftQuestion,
} from './onboarding-draft.ts';

const field: MemberField = {
	...{
		id: 'f',
		kind: 'select',
		label: 'Voice',
		hint: '',
		visibility: 'members',
		version: 1,
		accepts: [],
	},
	...{ options: [{ id: 'o', label: 'Bass' }], isRequired: false, isFilterable: false },
	archivedAt: null,
};
const known = {
	spaces: [
		{ id: 's', name: 'Hall', visibility: 'public' },
		{ id: 'p', name: 'Cabinet', visibility: 'private' },
	],
	tags: [{ id: 't', name: 'Tenors' }],
	fields: [field],
};
const firstSteps = { steps: ['photo' as const], introSpaceId: 's' };
const answer = (label: string, brings: Partial<DraftAnswer> = {}) => ({
	...{ ...newAnswer(), label, ...brings },
});
const question = (change: Partial<DraftQuestion> = {}) => ({
	...{ ...newQuestion(), title: 'What do you sing?', answers: [answer('Bass')], ...change },
});
const draft = (...questions: DraftQuestion[]) => ({ questions, firstSteps });

test('what is gone is taken out of the draft, what is there stays', () => {
	const fill = { fieldId: 'f', optionId: 'o' };
	const saved = question({
		fieldId: 'gone',
		answers: [
			answer('Both', { spaceIds: ['s', 'gone'], tagIds: ['gone', 't'], fill }),
			answer('Old', { fill: { fieldId: 'f', optionId: 'gone' } }),
		],
	});
	const steps = { steps: [], introSpaceId: 'gone' };
	const { questions, ...rest } = draftOf({ questions: [saved], firstSteps: steps }, known);
	expect(questions[0]).toMatchObject({
		fieldId: null,
		answers: [{ spaceIds: ['s'], tagIds: ['t'], fill }, { fill: null }],
	});
	expect(rest).toEqual({ firstSteps: { steps: [], introSpaceId: null } });
});

test('another kind loses what it does not ask for', () => {
	const asked = withKind(question(), 'field');
	expect(asked.answers).toEqual([]);
	const back = withKind({ ...asked, fieldId: 'f' }, 'many');
	expect(back).toMatchObject({ kind: 'many', fieldId: null });
	expect(back.answers).toHaveLength(2);
});

test('each question says what it lacks', () => {
	const twice = question({ kind: 'field', fieldId: 'f', answers: [] });
	const faults = (...questions: DraftQuestion[]) => [...faultsOf(draft(...questions)).values()];
	expect(faults(question())).toEqual([]);
	expect(faults(question({ title: ' ' }))).toEqual([['title']]);
	expect(faults(question({ answers: [newAnswer()] }))).toEqual([['answers']]);
	expect(faults(question({ answers: [answer('', { tagIds: ['t'] })] }))).toEqual([['labels']]);
	expect(faults(question({ kind: 'field', answers: [] }))).toEqual([['field']]);
	expect(faults(twice, { ...twice, id: 'other' })).toEqual([['field_twice'], ['field_twice']]);
});

test('what is sent is trimmed and holds no empty answer', () => {
	const sent = savable(draft(question({ hint: ' x ', answers: [answer(' A '), newAnswer()] })), 4);
	expect(sent).toMatchObject({ version: 4, firstSteps, questions: [{ hint: 'x' }] });
	expect(sent.questions[0]?.answers.map(({ label }) => label)).toEqual(['A']);
});

test('private spaces that an answer opens are named', () => {
	expect(opened(answer('A', { spaceIds: ['s', 'p'] }), known)).toEqual(['Cabinet']);
	expect(opened(answer('A', { spaceIds: ['s'] }), known)).toEqual([]);
});
