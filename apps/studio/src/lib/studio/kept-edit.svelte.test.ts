import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptEdit } from './kept-edit.svelte.ts';

const KEY = 'words';
let saved = $state.raw({ version: 1, value: { text: 'One' } });

const open = new Set<() => void>();

/** The page as it is looked at; `leave` closes it. */
function look() {
	let edit: KeptEdit<{ text: string }> | undefined;
	const leave = $effect.root(() => {
		edit = new KeptEdit({
			...{ key: KEY, saved: () => saved },
			check: (found) => (JSON.stringify(found).includes('text') ? (found as never) : undefined),
		});
	});
	open.add(leave);
	flushSync();
	if (!edit) throw new Error('nothing was made');
	return { edit, leave };
}

function type(edit: KeptEdit<{ text: string }>, text: string) {
	edit.value = { text };
	flushSync();
}

beforeEach(() => {
	sessionStorage.clear();
	saved = { version: 1, value: { text: 'One' } };
});

afterEach(() => {
	for (const leave of open) leave();
	open.clear();
});

test('what was typed is there again after the page was left', () => {
	const first = look();
	type(first.edit, 'Mine');
	first.leave();
	const { edit } = look();
	expect(edit.value).toEqual({ text: 'Mine' });
	expect(edit.isDirty).toBe(true);
	expect(edit.isOvertaken).toBe(false);
});

test('nothing is left behind by what was not changed, or changed back', () => {
	const { edit } = look();
	type(edit, 'Mine');
	expect(sessionStorage.getItem(KEY)).not.toBeNull();
	type(edit, 'One');
	expect(sessionStorage.getItem(KEY)).toBeNull();
});

test('who typed nothing sees what somebody else saved', () => {
	const { edit } = look();
	saved = { version: 2, value: { text: 'Two' } };
	flushSync();
	expect(edit.value).toEqual({ text: 'Two' });
	expect(edit.basedOn).toBe(2);
});

test('who typed something keeps it, and goes on upon it or takes what was saved', () => {
	const { edit } = look();
	type(edit, 'Mine');
	saved = { version: 2, value: { text: 'Two' } };
	flushSync();
	expect(edit.isOvertaken).toBe(true);
	expect(edit.value).toEqual({ text: 'Mine' });
	expect(edit.basedOn).toBe(1);
	edit.rebase();
	flushSync();
	expect([edit.isOvertaken, edit.basedOn, edit.value.text]).toEqual([false, 2, 'Mine']);
	edit.reset();
	flushSync();
	expect([edit.isDirty, edit.value.text]).toEqual([false, 'Two']);
	expect(sessionStorage.getItem(KEY)).toBeNull();
});

test('a draft that somebody overtook while the page was closed says so', () => {
	const first = look();
	type(first.edit, 'Mine');
	first.leave();
	saved = { version: 2, value: { text: 'Two' } };
	expect(look().edit.isOvertaken).toBe(true);
});

test('what is no draft is dropped', () => {
	sessionStorage.setItem(KEY, JSON.stringify({ basedOn: 1, base: '', value: { other: 1 } }));
	expect(look().edit.value).toEqual({ text: 'One' });
	sessionStorage.setItem(KEY, 'nonsense');
	expect(look().edit.value).toEqual({ text: 'One' });
});
