import { describe, expect, test } from 'vitest';
import { permissionCatalogue, type Permission } from '@kith/domains/permissions/schema';
import { areasOf, isFound, labelOf } from './permission-words.ts';
import { nextWord, wordIn, WordEdit, type Cell, type Sheet } from './word-edit.svelte.ts';

const SAVED: Sheet = {
	admin: { 'posts:moderate': 'allow', 'polls:vote': 'deny' },
	helper: { 'posts:moderate': 'deny' },
	guest: {},
};
const COLUMNS = ['admin', 'helper', 'guest'];
const row = (permission: Permission): Cell[] => COLUMNS.map((column) => ({ column, permission }));
const column = (name: string, permissions: readonly Permission[]): Cell[] =>
	permissions.map((permission) => ({ column: name, permission }));
const editOf = (saved: Sheet = SAVED) => new WordEdit(() => saved);
const shown = ({ changes }: WordEdit) =>
	changes.map((change) => `${change.column} ${change.permission} ${change.before}>${change.after}`);

describe('a whole row', () => {
	test('says one word of every role in one step, and only what differs is a change', () => {
		const edit = editOf();
		edit.say(row('posts:moderate'), 'allow');
		expect(COLUMNS.map((name) => edit.sheet[name]?.['posts:moderate'])).toEqual([
			...['allow', 'allow', 'allow'],
		]);
		expect(shown(edit)).toEqual([
			'helper posts:moderate deny>allow',
			'guest posts:moderate inherit>allow',
		]);
		edit.undo();
		expect(edit.sheet).toEqual(SAVED);
		expect([edit.canUndo, edit.canRedo]).toEqual([false, true]);
	});

	test('inherits again: nothing is left of what was said', () => {
		const edit = editOf();
		edit.say(row('posts:moderate'), 'inherit');
		expect(edit.sheet).toEqual({ admin: { 'polls:vote': 'deny' }, helper: {}, guest: {} });
		expect(shown(edit)).toEqual([
			'admin posts:moderate allow>inherit',
			'helper posts:moderate deny>inherit',
		]);
	});
});

describe('a whole column', () => {
	test('says one word of every permission that the search finds, and leaves the others', () => {
		const edit = editOf();
		const found = permissionCatalogue.filter((permission) => isFound(permission, 'polls'));
		expect(found).toEqual(['polls:vote']);
		edit.say(column('admin', found), 'allow');
		expect(edit.sheet['admin']).toEqual({ 'posts:moderate': 'allow', 'polls:vote': 'allow' });
		expect(edit.sheet['helper']).toBe(SAVED['helper']);
		edit.say(column('guest', permissionCatalogue), 'deny');
		expect(Object.keys(edit.sheet['guest'] ?? {})).toHaveLength(permissionCatalogue.length);
		expect(edit.changes).toHaveLength(permissionCatalogue.length + 1);
		edit.undo();
		expect(shown(edit)).toEqual(['admin polls:vote deny>allow']);
	});
});

describe('steps', () => {
	test('back and forth through every one of them, each as it was', () => {
		const edit = editOf();
		const states = [edit.sheet];
		for (const word of ['allow', 'deny', 'inherit'] as const) {
			edit.say(row('polls:vote'), word);
			states.push(edit.sheet);
		}
		for (const state of states.slice(0, -1).toReversed()) {
			edit.undo();
			expect(edit.sheet).toEqual(state);
		}
		edit.undo();
		expect(edit.sheet).toEqual(states[0]);
		for (const state of states.slice(1)) {
			edit.redo();
			expect(edit.sheet).toEqual(state);
		}
		edit.redo();
		expect(edit.sheet).toEqual(states.at(-1));
		expect([edit.canUndo, edit.canRedo]).toEqual([true, false]);
	});

	test('what is said after going back takes the place of what was undone', () => {
		const edit = editOf();
		edit.say(column('guest', ['posts:read']), 'allow');
		edit.say(column('guest', ['spaces:read']), 'allow');
		edit.undo();
		edit.say(column('guest', ['polls:vote']), 'deny');
		expect(edit.canRedo).toBe(false);
		edit.redo();
		expect(edit.sheet['guest']).toEqual({ 'posts:read': 'allow', 'polls:vote': 'deny' });
	});

	test('a word taken back by hand is no change, though there is a step to undo', () => {
		const edit = editOf();
		const cell: Cell = { column: 'helper', permission: 'posts:moderate' };
		edit.say([cell], 'allow');
		edit.say([cell], 'deny');
		expect(edit.changes).toEqual([]);
		expect(edit.canUndo).toBe(true);
		edit.reset();
		expect([edit.canUndo, edit.canRedo, edit.sheet]).toEqual([false, false, SAVED]);
	});

	test('what somebody else saved meanwhile shows where nothing was said, and nothing saved is touched', () => {
		let saved = SAVED;
		const edit = new WordEdit(() => saved);
		const before = structuredClone(SAVED);
		edit.say(row('polls:vote'), 'allow');
		expect(SAVED).toEqual(before);
		edit.undo();
		edit.say(column('admin', ['polls:vote']), 'allow');
		saved = { ...SAVED, guest: { 'posts:read': 'allow' } };
		expect(edit.sheet['guest']).toEqual({ 'posts:read': 'allow' });
		expect(shown(edit)).toEqual(['admin polls:vote deny>allow']);
	});
});

test('a cell that is pressed goes round the three words', () => {
	expect(nextWord('inherit')).toBe('allow');
	expect(nextWord('allow')).toBe('deny');
	expect(nextWord('deny')).toBe('inherit');
	expect(wordIn(SAVED, { column: 'nobody', permission: 'polls:vote' })).toBe('inherit');
});

describe('the search', () => {
	test('finds by every word of the label or the key, whatever their case, and nothing else', () => {
		for (const permission of permissionCatalogue) {
			expect(isFound(permission, labelOf(permission).toUpperCase()), permission).toBe(true);
			expect(isFound(permission, permission)).toBe(true);
			expect(isFound(permission, '')).toBe(true);
			expect(isFound(permission, `${permission} nowhere`)).toBe(false);
		}
	});

	test('leaves no block that is empty, and every permission stands in exactly one', () => {
		const all = areasOf(() => true).flatMap(({ permissions }) => permissions);
		expect(all.toSorted()).toEqual([...permissionCatalogue].toSorted());
		const found = areasOf((permission) => isFound(permission, 'polls:vote'));
		expect(found.map(({ permissions }) => permissions)).toEqual([['polls:vote']]);
		expect(areasOf((permission) => isFound(permission, 'no such words'))).toEqual([]);
	});
});
