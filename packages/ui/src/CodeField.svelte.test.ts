import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import CodeField from './CodeField.svelte';

test('typing six digits completes the code once and ignores everything else', async () => {
	const oncomplete = vi.fn();
	await render(CodeField, { label: 'Sign-in code', name: 'code', oncomplete });
	const box = page.getByLabelText('Sign-in code');
	await box.click();
	await userEvent.keyboard('12a3 45');
	await expect.element(box).toHaveValue('12345');
	expect(oncomplete).not.toHaveBeenCalled();
	await userEvent.keyboard('6');
	expect(oncomplete).toHaveBeenCalledExactlyOnceWith('123456');
});

test('a pasted code may hold blanks', async () => {
	const oncomplete = vi.fn();
	await render(CodeField, { label: 'Sign-in code', name: 'code', oncomplete });
	const box = page.getByLabelText('Sign-in code');
	const clipboardData = new DataTransfer();
	clipboardData.setData('text', ' 492 013\n');
	box.element().dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
	await expect.element(box).toHaveValue('492013');
	expect(oncomplete).toHaveBeenCalledExactlyOnceWith('492013');
});

test('it is one plain input that a form submits and a phone fills in', async () => {
	await render(CodeField, {
		label: 'Sign-in code',
		name: 'code',
		value: '4920',
		error: 'Expired.',
	});
	const box = page.getByLabelText('Sign-in code');
	await expect.element(box).toHaveAttribute('name', 'code');
	await expect.element(box).toHaveAttribute('inputmode', 'numeric');
	await expect.element(box).toHaveAttribute('autocomplete', 'one-time-code');
	await expect.element(box).toHaveAccessibleDescription('Expired.');
	await expect.element(box).toBeInvalid();
});
