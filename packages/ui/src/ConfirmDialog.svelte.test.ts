import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import ConfirmDialog from './ConfirmDialog.svelte';

const words = {
	open: true,
	title: 'Delete “Readers”?',
	body: 'Everything in it goes away.',
	consequences: ['1,284 members lose access'],
	confirmLabel: 'Delete community',
	cancelLabel: 'Keep it',
};
const confirm = page.getByRole('button', { name: 'Delete community' });

test('it names what will happen before anyone can confirm', async () => {
	await render(ConfirmDialog, { ...words, onconfirm: vi.fn() });
	const dialog = page.getByRole('alertdialog', { name: 'Delete “Readers”?' });
	await expect.element(dialog).toHaveAccessibleDescription('Everything in it goes away.');
	await expect.element(dialog.getByText('1,284 members lose access')).toBeVisible();
});

test('words are given along, without the room around them', async () => {
	const onconfirm = vi.fn();
	await render(ConfirmDialog, { ...words, wordsLabel: 'Reason', onconfirm });
	await page.getByLabelText('Reason').fill('  Off the rails ');
	await confirm.click();
	expect(onconfirm).toHaveBeenCalledExactlyOnceWith('Off the rails');
});

test('a typed confirmation must match to the letter', async () => {
	const onconfirm = vi.fn();
	await render(ConfirmDialog, {
		...words,
		phrase: 'readers',
		phraseLabel: 'Type “readers”',
		onconfirm,
	});
	const box = page.getByLabelText('Type “readers”');
	await box.fill('reader');
	await userEvent.keyboard('{Enter}');
	await expect.element(confirm).toBeDisabled();
	expect(onconfirm).not.toHaveBeenCalled();
	await box.fill('readers');
	await userEvent.keyboard('{Enter}');
	expect(onconfirm).toHaveBeenCalledOnce();
	await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
});

test('it works once while it waits, and stays open with the reason when it fails', async () => {
	const attempt = Promise.withResolvers<string>();
	const onconfirm = vi.fn(() => attempt.promise);
	await render(ConfirmDialog, { ...words, onconfirm });
	await confirm.click();
	await expect.element(confirm).toBeDisabled();
	attempt.resolve('You are offline.');
	await expect.element(confirm).toBeEnabled();
	expect(onconfirm).toHaveBeenCalledOnce();
	await expect.element(page.getByRole('alert')).toHaveTextContent('You are offline.');
});

test('keeping it closes the dialog and does nothing', async () => {
	const onconfirm = vi.fn();
	await render(ConfirmDialog, { ...words, onconfirm });
	await page.getByRole('button', { name: 'Keep it' }).click();
	await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
	expect(onconfirm).not.toHaveBeenCalled();
});
