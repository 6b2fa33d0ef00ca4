import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { toast } from './toast.ts';
import Toaster from './Toaster.svelte';

test('what is said again while it stands there is said once', async () => {
	await render(Toaster, { label: 'Notices', closeLabel: 'Close' });
	toast.success('Saved');
	await expect.element(page.getByText('Saved')).toBeVisible();
	toast.success('Saved');
	toast.error('Not saved');
	await expect.element(page.getByText('Not saved')).toBeVisible();
	expect(page.getByText('Saved', { exact: true }).elements()).toHaveLength(1);
});

test('each of two equal things that can be undone keeps its own way back', async () => {
	await render(Toaster, { label: 'Notices', closeLabel: 'Close' });
	const undone: number[] = [];
	for (const which of [1, 2])
		toast('Removed', { action: { label: `Undo ${which}`, onClick: () => undone.push(which) } });
	// One lies behind the other: pressed by keyboard, as the pointer would first have to spread them.
	for (const which of [1, 2]) {
		const button = page.getByRole('button', { name: `Undo ${which}` });
		await expect.element(button).toBeInTheDocument();
		(button.element() as HTMLElement).focus();
		await userEvent.keyboard('{Enter}');
	}
	expect(undone).toEqual([1, 2]);
});
