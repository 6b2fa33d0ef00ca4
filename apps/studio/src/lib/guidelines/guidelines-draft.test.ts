import { expect, test } from 'vitest';
import { differenceOf, draftOf, faultsOf, publishable } from './guidelines-draft.ts';

const rule = (id: string, title = `Rule ${id}`, text = 'Because.') => ({ id, title, text });
const draft = {
	...{ title: ' Our rules ', changes: ' New. ', mustAccept: true },
	rules: [rule('1', ' Be kind '), rule('2', ' ', '\n')],
};

test('a small change asks nobody unless wanted, the first guidelines ask everybody', () => {
	expect(draftOf({ title: 'Rules', rules: [rule('1')] }, 'Guidelines')).toEqual({
		...{ title: 'Rules', rules: [rule('1')], changes: '', mustAccept: false },
	});
	expect(draftOf(undefined, 'Guidelines')).toMatchObject({
		...{ title: 'Guidelines', rules: [], mustAccept: true },
	});
});

test('what is sent is trimmed and holds no empty rule', () => {
	expect(publishable(draft, 3)).toEqual({
		...{ kind: 'guidelines', basedOn: 3, title: 'Our rules', changes: 'New.', mustAccept: true },
		rules: [rule('1', 'Be kind')],
	});
});

test('a title is needed, a rule, and a title for every rule that says something', () => {
	expect(faultsOf(draft)).toEqual({ title: false, none: false, untitled: [] });
	expect(faultsOf({ ...draft, title: ' ', rules: [rule('2', '', ' ')] })).toEqual({
		...{ title: true, none: true, untitled: [] },
	});
	expect(faultsOf({ ...draft, rules: [rule('1'), rule('2', '', 'Only words')] })).toMatchObject({
		untitled: ['2'],
	});
});

test('rules are told apart by what they are, not by where they stand', () => {
	const before = [rule('1'), rule('2'), rule('3')];
	const after = [rule('3'), rule('1', 'Other'), rule('4')];
	expect(differenceOf(before, after)).toEqual({ added: 1, changed: 1, removed: 1 });
	expect(differenceOf(before, before.toReversed())).toEqual({ added: 0, changed: 0, removed: 0 });
});
